// On every page: htmx, for filters that change a list without loading the page anew.
import "htmx.org";

// On a narrow screen the ways to the pages scroll sideways: the one that is open comes into view.
document.querySelector(".masthead nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
