// Opens every page of a folder in headless Chromium, in light and dark, on a phone and a desktop, and tells what
// axe-core finds against WCAG 2.2 AA, what overflows the screen, what asks the network, and what the console says.
//
//     node check.mjs FOLDER [SCREENSHOTS]
//
// Exit code 0: nothing found; 1: findings on standard output; 2: it could not run.

import { readFile, readdir, mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';

const [folder, pictures] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node check.mjs FOLDER [SCREENSHOTS]');
  process.exit(2);
}

const screens = [
  { name: 'desktop', width: 1280, height: 900 },
  { name: 'phone', width: 320, height: 640 },
];
const schemes = ['light', 'dark'];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function pagesOf(folder) {
  const found = await readdir(folder, { recursive: true });
  return found.filter((name) => name.endsWith('.html')).sort();
}

async function launch() {
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

async function checkPage(page, axe) {
  const findings = [];
  await page.addScriptTag({ content: axe });
  const result = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }), tags);
  for (const violation of result.violations) {
    for (const node of violation.nodes) {
      findings.push(`${violation.id}: ${violation.help} at ${node.target.join(' ')} (${node.failureSummary})`);
    }
  }
  if (result.passes.length < 20) findings.push(`axe-core passed ${result.passes.length} rules only: did it run?`);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (overflow > 0) findings.push(`the page is ${overflow} pixels wider than the screen`);
  return findings;
}

async function main() {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const names = await pagesOf(folder);
  if (names.length === 0) throw new Error(`no pages in ${folder}`);
  const browser = await launch();
  let found = 0;
  for (const colorScheme of schemes) {
    for (const { name: screen, width, height } of screens) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height }, bypassCSP: true });
      const page = await context.newPage();
      const told = [];
      page.on('console', (message) => told.push(`console: ${message.text()}`));
      page.on('pageerror', (error) => told.push(`error: ${error.message}`));
      page.on('request', (request) => {
        if (!request.isNavigationRequest()) told.push(`asks for ${request.url()}`);
      });
      for (const name of names) {
        told.length = 0;
        await page.goto(pathToFileURL(join(folder, name)).href);
        const findings = [...(await checkPage(page, axe)), ...told];
        for (const finding of findings) console.log(`${name} (${colorScheme}, ${screen}): ${finding}`);
        found += findings.length;
        if (pictures) {
          await mkdir(pictures, { recursive: true });
          const stem = join(pictures, `${name.replaceAll('/', '_').replace('.html', '')}-${colorScheme}-${screen}`);
          await page.screenshot({ path: `${stem}.png`, fullPage: true });
          if (colorScheme === 'light' && screen === 'desktop') {
            await page.pdf({ path: `${stem}.pdf`, preferCSSPageSize: true, printBackground: false });
          }
        }
      }
      await context.close();
    }
  }
  await browser.close();
  console.error(`${relative('.', folder)}: ${names.length} pages, ${found} findings`);
  return found === 0 ? 0 : 1;
}

main().then((code) => process.exit(code), (error) => {
  console.error(error.message);
  process.exit(2);
});
