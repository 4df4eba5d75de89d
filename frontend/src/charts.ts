// On pages with charts: each element that asks for one is given it.
import { figures } from "./_figures";
import { timeline } from "./_timeline";

for (const root of document.querySelectorAll<HTMLElement>("[data-timeline]")) timeline(root);
for (const root of document.querySelectorAll<HTMLElement>("[data-figures]")) figures(root);
