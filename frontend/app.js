// Page fragments: htmx, told to write no inline style and to evaluate no text as code.
import htmx from "htmx.org";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.allowScriptTags = false;
window.htmx = htmx;
