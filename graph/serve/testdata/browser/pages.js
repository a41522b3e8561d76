// Uses the pages as an analyst does, and has axe-core look at each of them, light and
// dark, wide and on a phone. Usage: node pages.js ADDRESS [FOLDER]; with a folder, what
// was seen is kept there.
"use strict";
const { chromium } = require("playwright-core");
const axe = require("axe-core").source;
const [, , base, shots] = process.argv;

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const phone = { width: 390, height: 800 };
const desk = { width: 1200, height: 900 };
const serious = ["serious", "critical"];
let done = 0;
let failed = 0;

function check(what, ok, detail = "") {
  done++;
  if (ok) return;
  failed++;
  console.log(`browser: ${what} ${detail}`);
}

// journey goes through the site step by step, as far as the steps before allow.
async function journey(page) {
  await page.goto(base + "/");
  const example = page.locator("ul.chips a, .examples a, a[href^='/ask?q=']").first();
  check("home: an example question", await example.count() === 1);
  await page.keyboard.press("/");
  check("home: / goes to the question", await page.evaluate(() => document.activeElement.id) === "q");
  await page.keyboard.type("Who accused Iran?");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/ask?**");
  const rows = page.locator(".statement");
  const all = await rows.count();
  check("ask: statements", all > 1, `${all}`);
  check("ask: source, cue and content are marked", await page.locator(".statement mark").count() >= 3 * Math.min(all, 3), await page.locator(".statement mark").count());
  await page.keyboard.press("j");
  check("ask: j goes to the first statement", await page.locator(".statement.current").count() === 1);

  const facet = page.locator("ul.facet a").first();
  const count = parseInt(await page.locator("ul.facet li span").first().innerText(), 10);
  await facet.click();
  await page.waitForLoadState();
  const narrowed = await rows.count();
  check("narrow: as many rows as the facet says", narrowed === Math.min(count, narrowed) && narrowed > 0 && narrowed <= all, `${narrowed} of ${all}, facet ${count}`);
  await page.goBack();

  await page.locator(".statement a[href*='/document/']").first().click();
  await page.waitForURL("**/document/**");
  const anchor = decodeURIComponent(new URL(page.url()).hash.slice(1));
  check("evidence: the address leads to the statement in its text", anchor !== "" && await page.evaluate((id) => document.getElementById(id) !== null, anchor), anchor);
  check("evidence: statements are marked in the text", await page.locator("main mark").count() > 0);

  await page.goto(base + "/actor/IRN");
  const before = await page.locator("#picture svg g.node, #picture svg g.actor, #picture svg g.unknown").count();
  await page.locator("#picture svg a[*|href*='expand=']").first().click();
  await page.waitForURL("**expand=**");
  const after = await page.locator("#picture svg g.node, #picture svg g.actor, #picture svg g.unknown").count();
  check("picture: a click on a neighbour adds to it", after >= before && before > 1, `${before} to ${after}`);
  await page.locator("#picture div.graph").focus();
  await page.keyboard.press("+");
  check("picture: + makes it larger", await page.locator("#picture div.graph.zoomed").count() === 1);

  await page.goto(base + "/gizmo");
  await page.locator("#gizmo").fill('accusations().against("Iran").newest(5)');
  await page.locator("form.console button").click();
  await page.waitForLoadState();
  check("gizmo: a table", await page.locator("main table tbody tr").count() > 0);
  await page.getByRole("link", { name: "JSON", exact: true }).click();
  await page.waitForLoadState();
  check("gizmo: JSON", JSON.parse(await page.locator("main .results > pre code").first().innerText()).length > 0);
  await page.getByRole("link", { name: "As a picture" }).click();
  await page.waitForLoadState();
  check("gizmo: a picture", await page.locator("main div.graph svg").count() === 1);
  await page.locator("#gizmo").fill("nothere()");
  await page.locator("form.console button").click();
  await page.waitForLoadState();
  check("gizmo: an error is told", await page.locator("[role=alert]").count() === 1);

  await page.goto(base + "/ask?q=Who+accused+Iran%3F");
  await page.getByRole("link", { name: "Bahasa Indonesia" }).click();
  await page.waitForLoadState();
  check("language: Indonesian", await page.evaluate(() => document.documentElement.lang) === "id" && (await page.locator(".statement").first().innerText()).includes("menuduh"));
}

const looked = ["/", "/ask?q=Who+accused+Iran%3F", "/ask?q=flurble+the+wug", "/actor/IRN", "/disputes", "/reversals", "/gizmo", "/gizmo?as=picture&q=denials()", "/v1/docs", "CLAIM", "DOCUMENT"];

// audit has axe-core look at a page; what it finds serious is a fault.
async function audit(page, path, how) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const bad = found.violations.filter((v) => serious.includes(v.impact));
  check(`axe: ${path} (${how})`, bad.length === 0, bad.map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(" | ")}`).join("; "));
}

async function links(page) {
  await page.goto(base + "/ask?q=Who+accused+Iran%3F");
  const of = async (part) => new URL(await page.locator(`.statement a[href*='/${part}/']`).first().getAttribute("href"), base).pathname;
  return { CLAIM: await of("claim"), DOCUMENT: await of("document") };
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: flags });
  const errors = [];
  const open = async (options) => {
    const context = await browser.newContext({ viewport: desk, bypassCSP: false, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(10000);
    page.on("pageerror", (e) => errors.push(String(e)));
    page.on("console", (m) => { if (m.type() === "error" && !/status of 4/.test(m.text())) errors.push(m.text()); });
    page.on("request", (r) => { if (!r.url().startsWith(base) && !r.url().startsWith("data:")) errors.push("loads " + r.url()); });
    return page;
  };
  const page = await open({});
  await journey(page);
  const named = await links(page);
  await page.context().close();
  check("the pages run without errors and load nothing from elsewhere", errors.length === 0, errors.slice(0, 3).join("; "));

  for (const [how, options] of [["light", { colorScheme: "light" }], ["dark", { colorScheme: "dark" }], ["phone, Indonesian", { viewport: phone, locale: "id-ID" }]]) {
    const p = await open({ ...options, bypassCSP: true }); // axe is put into the page
    for (const path of looked) {
      const at = named[path] || path;
      await p.goto(base + at);
      await audit(p, at, how);
      if (options.viewport) {
        check(`phone: ${at} needs no scrolling sideways`, await p.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1));
      }
      if (shots) await p.screenshot({ path: `${shots}/${(path.replace(/\W+/g, "-").replace(/^-/, "") || "home").slice(0, 40)}-${how.replace(/\W+/g, "-")}.png` });
    }
    await p.context().close();
  }
  const plain = await open({ javaScriptEnabled: false });
  await plain.goto(base + "/");
  await plain.locator("#q").fill("Siapa menuduh Iran?");
  await plain.locator("button").first().click();
  await plain.waitForLoadState();
  check("without a script the question is answered too", await plain.locator(".statement").count() > 0);
  await browser.close();
  console.log(`browser: ${done - failed} of ${done} checks hold`);
  process.exit(failed ? 1 : 0);
})().catch((e) => {
  console.error(`browser: ${e.stack || e}`);
  process.exit(1);
});
