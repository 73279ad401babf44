"""Laws that hold for every agreement, judged by random ones and by enumeration."""
