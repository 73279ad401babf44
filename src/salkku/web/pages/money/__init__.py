"""Money: what the next euro buys, what to hold back, who pays and gains, the next call."""
