// On pages with charts: each element that asks for one is given it.
import { figures } from "./_figures";
import { network } from "./_network";
import { timeline } from "./_timeline";

for (const root of document.querySelectorAll<HTMLElement>("[data-timeline]")) timeline(root);
for (const root of document.querySelectorAll<HTMLElement>("[data-figures]")) figures(root);
for (const root of document.querySelectorAll<HTMLElement>("[data-network]")) network(root);
