/*
 * All views in a real browser: at three widths, dark and light, without a violation of axe's rules,
 * reached by the keyboard alone; a store full of <script> shows it as text.
 *
 * node browser_test.js PROGRAM MODELS ROOT [IMAGES]: IMAGES is the folder that the pictures of
 * README go to. Started by `make browser-test`, which installs what it needs.
 */
'use strict';
const { chromium } = require('playwright-core');
const { execFileSync, spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const [program, models, root, images] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'onrecord-browser-'));
const environment = { ...process.env, ONRECORD_MODELS: models };
const widths = [360, 800, 1280];
const schemes = ['light', 'dark'];
let failures = 0;

function fail(what) {
  failures++;
  console.log('FAIL: ' + what);
}

function onrecord(...options) {
  return execFileSync(program, options, { env: environment, cwd: root, encoding: 'utf8' });
}

/* A page whose every part that can be told is markup. */
function hostilePages() {
  const script = '<script>window.hacked = 1; alert(1)</script>"\'><img src=x onerror=alert(2)>';
  const lines = [];
  for (let i = 0; i < 30; i++)
    lines.push(JSON.stringify({
      id: script + i,
      date: '2026-03-0' + (1 + i % 9),
      url: 'javascript:alert(3)//' + script,
      text: `The minister of the old town, Ada Lum, told the reporters on Monday that law ${i} ${script} was good ` +
        `for all of the people who live in the harbour. Bo Berg ${script} denied that law ${i} was good for the ` +
        `people. The mayor urged Ada Lum to publish ${script} before the end of the week.`
    }));
  return lines.join('\n') + '\n';
}

function makeStores() {
  const samples = path.join(root, 'samples');
  const golden = path.join(root, 'tests/golden');
  const pages = [...fs.readdirSync(samples).map((f) => path.join(samples, f)),
    ...fs.readdirSync(golden).filter((f) => /\.(html|txt)$/.test(f)).map((f) => path.join(golden, f))];
  fs.writeFileSync(path.join(work, 'hostile.jsonl'), hostilePages());
  onrecord('add', '--model', 'fast', path.join(work, 'plain.db'), ...pages);
  onrecord('add', '--model', 'fast', path.join(work, 'hostile.db'), path.join(work, 'hostile.jsonl'));
  onrecord('report', '--model', 'best', '-o', path.join(work, 'report.html'),
    'samples/dam-accord.html');
}

/* A server, and the address that it prints. */
function serve(store) {
  const server = spawn(program, ['serve', '--port', '0', path.join(work, store)],
    { env: environment, cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (data) => {
      const found = /http:\/\/[^/]+/.exec(data);
      if (found)
        resolve({ server, address: found[0] });
    });
    server.on('exit', () => reject(new Error('the server ended')));
  });
}

async function viewsOf(address) {
  const json = async (view) => (await fetch(address + view)).json();
  const disputes = (await json('/disputes.json')).disputes;
  const statements = (await json('/search.json')).statements;
  const views = ['/search', '/search?about=text&since=2020', '/timeline', '/disputes', '/actors', '/article',
    '/article?page=' + statements[0].id.split('.')[0], '/search?since=soon'];
  if (disputes.length)
    views.push('/disputes?claim=' + disputes[0].claim.id);
  return views;
}

async function open(browser, url, width, scheme) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  page.on('dialog', (dialog) => { fail(`${url}: a dialog`); dialog.dismiss(); });
  page.on('pageerror', (error) => fail(`${url}: ${error}`));
  page.on('console', (message) => {
    /* The answer to what is wrong has its status. */
    if (message.type() === 'error' && !/status of 400/.test(message.text()))
      fail(`${url}: ${message.text()}`);
  });
  await page.goto(url);
  return page;
}

async function checkLooks(page, what) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0)
    fail(`${what}: ${wide} pixels wider than the window`);
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run());
  for (const violation of result.violations)
    fail(`${what}: ${violation.id}: ${violation.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(', ')}`);
}

/* Tab reaches all that can be used, in a round. */
async function checkKeyboard(page, what) {
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], input, select, button, summary, [tabindex="0"]')]
      .filter((e) => e.getClientRects().length && !e.closest('details:not([open]) > :not(summary)'));
    all.forEach((e, i) => { e.dataset.number = i; });
    return all.length;
  });
  const reached = new Set();
  for (let i = 0; i < wanted + 5; i++) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => document.activeElement.dataset && document.activeElement.dataset.number));
  }
  reached.delete(undefined);
  if (reached.size < wanted)
    fail(`${what}: Tab reaches ${reached.size} of ${wanted}`);
}

/* Speaker, cue and chain by mouse and by keyboard; the bytes by a switch. */
async function checkArticle(page, what) {
  const marked = page.locator('.text .st').first();
  const tip = marked.locator(':scope > .tip');
  if (await tip.isVisible())
    fail(`${what}: told without being asked`);
  await marked.focus();
  if (!await tip.isVisible())
    fail(`${what}: the keyboard shows nothing`);
  await page.evaluate(() => document.activeElement.blur());
  /* It may go on in the next line: its first piece begins with the act. */
  await marked.scrollIntoViewIfNeeded();
  const at = await marked.evaluate((e) => {
    const box = e.getClientRects()[0];
    return { x: box.left + 3, y: box.top + box.height / 2 };
  });
  await page.mouse.move(at.x, at.y);
  if (!await tip.isVisible())
    fail(`${what}: the mouse shows nothing`);
  if (!/Confidence 0\.\d\d/.test(await tip.innerText()))
    fail(`${what}: no confidence is shown`);
  if (await page.locator('.switch').count() === 0)
    return fail(`${what}: no switch`);
  await page.locator('.switch').focus();
  await page.keyboard.press('Space');
  if (!await page.locator('.raw').first().isVisible() || await page.locator('.words').first().isVisible())
    fail(`${what}: the switch does not show the bytes`);
}

async function checkScripts(page, what) {
  if (await page.evaluate(() => window.hacked !== undefined || document.querySelector('main script, main img')))
    fail(`${what}: a page's markup is markup`);
  const links = await page.evaluate(() => [...document.querySelectorAll('a')]
    .map((a) => typeof a.href === 'string' ? a.href : new URL(a.href.baseVal, location).href)
    .filter((href) => !/^(http:\/\/127\.0\.0\.1|file:)/.test(href)));
  if (links.length)
    fail(`${what}: a link to ${links[0]}`);
}

async function checkStore(browser, store) {
  const { server, address } = await serve(store);
  let shown = 0;
  for (const view of await viewsOf(address)) {
    for (const width of widths)
      for (const scheme of schemes) {
        const page = await open(browser, address + view, width, scheme);
        const what = `${store} ${view} ${width} ${scheme}`;
        await checkLooks(page, what);
        await checkScripts(page, what);
        shown += (await page.locator('main').innerText()).includes('<script>');
        await page.context().close();
      }
    const page = await open(browser, address + view, 800, 'light');
    await checkKeyboard(page, `${store} ${view}`);
    await page.context().close();
  }
  if (store === 'hostile.db' && shown === 0)
    fail('no view shows <script> as text');
  if (images && store === 'plain.db')
    for (const view of ['search', 'timeline'])
      await picture(browser, `${address}/${view}`, `${view}.png`, { width: 900, height: 560 });
  server.kill('SIGINT');
}

async function picture(browser, url, name, size, ready) {
  const page = await open(browser, url, size.width, 'light');
  await page.setViewportSize(size);
  if (ready)
    await ready(page);
  await page.screenshot({ path: path.join(images, name) });
  await page.context().close();
}

async function checkReport(browser) {
  const url = 'file://' + path.join(work, 'report.html');
  for (const width of widths)
    for (const scheme of schemes) {
      const page = await open(browser, url, width, scheme);
      await checkLooks(page, `report ${width} ${scheme}`);
      await checkArticle(page, `report ${width} ${scheme}`);
      await page.context().close();
    }
  const page = await open(browser, url, 800, 'light');
  await checkKeyboard(page, 'report');
  await page.context().close();
  if (images)
    await picture(browser, url, 'report.png', { width: 780, height: 580 },
      (p) => p.locator('.text .st.deny').first().focus());
}

async function main() {
  makeStores();
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: process.getuid() === 0 ? ['--no-sandbox'] : [] });
  await checkReport(browser);
  await checkStore(browser, 'plain.db');
  await checkStore(browser, 'hostile.db');
  await browser.close();
}

main().catch((error) => fail(error.stack)).finally(() => {
  fs.rmSync(work, { recursive: true, force: true });
  console.log(failures ? `${failures} failures` : 'browser: all well');
  process.exit(failures ? 1 : 0);
});
