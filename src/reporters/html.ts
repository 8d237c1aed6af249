import type { Report } from '../core/report.ts';
import { breakCommands } from '../core/show-text.ts';
import { element, type Html, lines, nothing, text, trusted } from './html/markup.ts';
import { contentHtml } from './html/page.ts';
import { style, styleFingerprint } from './html/style.ts';
import type { Style } from './reporter.ts';

/** Nothing but the page's own style: no script, no picture from elsewhere, no address that anything is sent to. */
const policy = `default-src 'none'; style-src 'sha256-${styleFingerprint}'; base-uri 'none'; form-action 'none'`;

/** One HTML document that needs nothing else and may do nothing: for a browser, a mail, an archive, a printer. */
export async function render(report: Report, { version }: Style): Promise<string> {
  const { title, main, contents } = await contentHtml(report);
  const head = lines(
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('meta', { name: 'robots', content: 'noindex' }),
    element('meta', { name: 'generator', content: `pir ${version}` }),
    element('title', {}, text(title)),
    element('style', {}, trusted(style)),
  );
  const body = element(
    'body',
    { class: contents === nothing ? undefined : 'wide' },
    lines(
      element('a', { class: 'skip', href: '#content' }, text('Skip to the content')),
      contents,
      element('main', { id: 'content', tabindex: -1 }, lines(main, footer(report, version))),
    ),
  );
  const page = element('html', { lang: 'en' }, lines(element('head', {}, head), body));
  return breakCommands(`<!doctype html>\n${page}\n`);
}

function footer({ command, asOf, repository }: Report, version: string): Html {
  const commit = repository?.commit ? `, from commit ${repository.commit.slice(0, 12)}` : '';
  const dirty = repository?.dirty ? ' and changes that are not committed' : '';
  return element('footer', {}, text(`Made by pir ${version} (pir ${command}) as of ${asOf}${commit}${dirty}.`));
}
