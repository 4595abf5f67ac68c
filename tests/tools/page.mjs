// Open a web page in Chromium, narrow and wide, light and dark, and print as JSON what a reader would suffer from:
// what axe finds, words that stick out, anything that the page tried to load.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const address = pathToFileURL(process.argv[2]).href;
const browser = await chromium.launch({ executablePath: process.argv[3], args: ["--no-sandbox"] });
const seen = [];
for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1200]) {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
    const loaded = [];
    page.on("request", (request) => {
      if (request.url() !== address && !request.url().startsWith("data:")) loaded.push(request.url());
    });
    await page.goto(address);
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate("axe.run()");
    seen.push({
      colorScheme,
      width,
      violations: violations.map((each) => `${each.id}: ${each.nodes[0].html}`),
      passes: passes.map((each) => each.id),
      overflow: await page.evaluate("document.documentElement.scrollWidth - innerWidth"),
      loaded,
    });
  }
}
await browser.close();
console.log(JSON.stringify(seen));
