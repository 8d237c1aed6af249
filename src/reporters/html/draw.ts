import { Error as OnlyErrors, parse, resetSVGDefIds, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { font, type Spec } from './charts/base.ts';
import { element, type Html, text, trusted } from './markup.ts';

const silent = {
  level: () => silent,
  error: () => silent,
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
};

/** What a picture needs is in its specification: nothing is fetched, whatever it names. */
const loader = {
  load: () => Promise.reject(new RangeError('a chart brings its own data')),
  sanitize: () => Promise.reject(new RangeError('a chart has no links')),
  http: () => Promise.reject(new RangeError('a chart brings its own data')),
  file: () => Promise.reject(new RangeError('a chart brings its own data')),
};

/** Draws a Vega-Lite specification as SVG: the same bytes each time, on each machine. The one door to both libraries. */
export async function draw(spec: Spec, alt: string): Promise<Html> {
  const { spec: compiled } = compile(spec as unknown as TopLevelSpec, { logger: silent as never });
  // Ids of definitions count up from chart to chart.
  resetSVGDefIds();
  const view = new View(parse(compiled), { renderer: 'none', loader: loader as never, logLevel: OnlyErrors });
  const svg = await view.toSVG();
  view.finalize();
  const [, width, height, content = ''] =
    /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"[^>]*>(.*)<\/svg>$/s.exec(svg) ?? [];
  const viewBox = `0 0 ${width} ${height}`;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role: 'img',
      width,
      height,
      viewBox,
      'aria-label': alt,
      'font-family': font,
    },
    element('title', {}, text(alt)),
    trusted(tidied(content)),
  );
}

/** Without what shows nothing, and with coordinates as exact as a printer: a double's last digits are no part of a picture. */
function tidied(svg: string): string {
  return svg.replace(/<[^>]*>/g, (tag) => {
    if (/^<path class="(?:background|foreground)"/.test(tag) && !/ (?:stroke|fill)="/.test(tag)) return '';
    return tag
      .replace(/ (?:class|pointer-events|role|aria-[a-z]+|font-family)="[^"]*"/g, '')
      .replace(/ opacity="1"/g, '')
      .replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2))));
  });
}
