// On every page: htmx, for filters that change a list without loading the page anew.
import "htmx.org";

// On a narrow screen the ways to the pages scroll sideways: the one that is open comes into view.
document.querySelector(".masthead nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// What is folded is printed too, where a style cannot open it.
let folded: HTMLDetailsElement[] = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open], .no-print)")];
  for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
});
