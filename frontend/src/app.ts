// On every page: htmx, for filters that change a list without loading the page anew.
import "htmx.org";
