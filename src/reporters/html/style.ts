/**
 * How every page looks: on a screen, light and dark, on a telephone and on paper. It stands in the page, and by its
 * fingerprint the page forbids any other; the test of this file says what that is.
 */
export const style = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--faint:#57606a;--line:#d5dae0;--wash:#f5f7f9;
--link:#0b57a4;--good:#1a6b36;--bad:#a8261c;--shade-1:#1d4e89;--shade-2:#3d7fc4;--shade-3:#8db8e2;--shade-4:#cbdff3;
--low:#e1efe3;--medium:#fbf1c7;--high:#fbd9b0;--critical:#f3b3ab}
@media (prefers-color-scheme:dark){:root{--paper:#14171b;--ink:#e4e8ed;--faint:#a2adb9;--line:#363d46;--wash:#1c2127;
--link:#86b8f2;--good:#79cf94;--bad:#ff9d92;--shade-1:#a9cdf5;--shade-2:#6ea5e0;--shade-3:#3f6fa6;--shade-4:#2a4566;
--low:#1f3d28;--medium:#4b4112;--high:#5c3712;--critical:#6a1f1a}}
*{box-sizing:border-box}
html{font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;background:var(--paper);
color:var(--ink);-webkit-text-size-adjust:100%;scroll-behavior:auto}
body{margin:0 auto;max-width:60rem;padding:2.5rem 1.5rem 4rem;overflow-wrap:break-word}
main{min-width:0}
main:focus{outline:none}
h1{font-size:2.1rem;line-height:1.2;margin:0 0 .5rem;letter-spacing:-.015em}
h2{font-size:1.4rem;line-height:1.3;margin:3rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:1.08rem;line-height:1.35;margin:2rem 0 .5rem}
h4,.heading{font-size:1rem;font-weight:600;margin:1.25rem 0 .25rem}
p,ul,ol,dl,pre{margin:.75rem 0}
p,li{max-width:46rem}
li{margin:.3rem 0}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,[tabindex]:focus-visible,summary:focus-visible{outline:2px solid var(--link);outline-offset:2px}
code,pre{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{background:var(--wash);padding:.75rem 1rem;white-space:pre-wrap;overflow-wrap:anywhere}
.skip{position:absolute;left:-100vw;top:0;background:var(--paper);padding:.5rem 1rem}
.skip:focus{left:0}
.warning{border-left:.25rem solid var(--bad);padding:.5rem 1rem;background:var(--wash)}
.none{color:var(--faint)}
.none strong{font-weight:600}
nav{font-size:.9rem;margin-bottom:2rem}
nav ol{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;column-gap:1.25rem}
nav li{margin:.15rem 0}
nav a{color:var(--faint);text-decoration:none;display:inline-block;padding:.15rem 0}
nav a:hover{text-decoration:underline;color:var(--link)}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:.75rem;margin:1.5rem 0}
.tiles>div{background:var(--wash);border-radius:.4rem;padding:.8rem 1rem .9rem;border-left:.25rem solid var(--line)}
.tiles>.good{border-left-color:var(--good)}
.tiles>.bad{border-left-color:var(--bad)}
.tiles dt{font-size:.85rem;color:var(--faint)}
.tiles dd{margin:0}
.tiles .value{font-size:1.7rem;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.tiles .note{font-size:.85rem;line-height:1.4}
.bad .value{color:var(--bad)}
.facts{display:grid;grid-template-columns:minmax(6rem,max-content) 1fr;gap:.3rem 1.5rem}
.facts dt{color:var(--faint)}
.facts dd{margin:0;white-space:pre-line}
.scroll{overflow-x:auto;margin:1.25rem 0}
table{border-collapse:collapse;font-size:.9rem;line-height:1.4;min-width:min(100%,30rem)}
caption{text-align:left;font-weight:600;font-size:1rem;padding:0 0 .4rem}
caption span{display:inline-block;max-width:calc(100vw - 2rem)}
th,td{text-align:left;vertical-align:top;padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:.25rem}
thead th{font-weight:600;color:var(--faint);font-size:.82rem;border-bottom:2px solid var(--line)}
tbody th{font-weight:400}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.w{white-space:nowrap;font-variant-numeric:tabular-nums}
.t{min-width:12rem}
.s{min-width:8rem}
figure{margin:1.5rem 0 2rem}
figure .scroll{margin:0}
figure svg{display:block;width:100%;min-width:40rem;max-width:56rem;height:auto}
figcaption{font-weight:600;margin-bottom:.5rem}
figure p{max-width:46rem;margin:.5rem 0 0;font-size:.9rem}
details{margin-top:.4rem;font-size:.9rem}
summary{color:var(--faint);cursor:pointer}
.heat{table-layout:fixed;width:100%;min-width:34rem}
.heat thead th{border:0}
.heat td{height:4.2rem;padding:.4rem .5rem;border:2px solid var(--paper)}
.heat th{padding:.4rem .5rem .4rem 0}
.heat th:first-child{width:6rem}
.heat td strong,.heat td s{display:inline-block;margin-right:.4rem}
.heat .level{display:block;font-size:.75rem}
.low{background:var(--low)}
.medium{background:var(--medium)}
.high{background:var(--high)}
.critical{background:var(--critical)}
.prose{border-left:.2rem solid var(--line);padding-left:1rem}
footer{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--faint);font-size:.85rem}
@media (min-width:72rem){body.wide{display:grid;max-width:76rem;grid-template-columns:12rem minmax(0,1fr);column-gap:3rem}
body.wide main{grid-column:2}
body.wide nav ol{display:block}
body.wide nav{grid-column:1;margin:0;grid-row:1;position:sticky;top:2.5rem;align-self:start;max-height:calc(100vh - 5rem);overflow-y:auto}}
@media (max-width:40rem){body{padding:1.5rem 1rem 3rem}nav{display:none}h1{font-size:1.6rem}h2{margin-top:2.25rem}
.tiles{grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr))}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.6rem}}
@page{size:A4;margin:16mm 15mm}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--faint:#444c55;--line:#c3c9d0;--wash:#f5f7f9;--link:#000;
--good:#1a6b36;--bad:#a8261c;--shade-1:#1d4e89;--shade-2:#3d7fc4;--shade-3:#8db8e2;--shade-4:#cbdff3;
--low:#e1efe3;--medium:#fbf1c7;--high:#fbd9b0;--critical:#f3b3ab}
html{font-size:10pt}
body,body.wide{display:block;max-width:none;padding:0}
main{max-width:none}
nav,.skip,details{display:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
h1,h2,h3,h4,caption,thead{break-after:avoid}
h2{margin-top:2rem}
tr,figure,.tiles>div,li,.short,.heat,.facts>dd{break-inside:avoid}
thead{display:table-header-group}
p,li{orphans:3;widows:3}
.scroll{overflow:visible}
caption span{display:inline;max-width:none}
table{width:100%;min-width:0;font-size:8.5pt}
th,td{padding-right:.6rem}
.t{min-width:9em}
.s{min-width:0}
td,tbody th{overflow-wrap:anywhere}
td:not(.n,.w){min-width:5.5em}
.facts{display:block}
.facts dt{float:left;clear:left;width:28%}
.facts dd{margin:0 0 .3rem 31%}
.facts::after{content:"";display:block;clear:both}
figure svg{min-width:0}
.heat{min-width:0}
.heat td{height:2.8rem}
footer{margin-top:1.5rem;break-before:avoid}}
`;

/** SHA-256 of it in base64, as a content security policy names it. */
export const styleFingerprint = '2kaShpk6h+ebamNbMGk47vvhedkjy5xl6gSiv9zQarM=';
