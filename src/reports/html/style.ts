import { SEVERITIES } from '../../model/control.js';
import { OPEN } from '../view.js';

/**
 * Colours by role. `fail`, `unknown` … fill a badge under `onFill`; their `…Ink` is the same colour as text on `card`.
 * Fail and unknown carry the same weight: one is known to be wrong, the other might be.
 */
export const PALETTE = {
  light: {
    page: '#f5f3ee',
    card: '#ffffff',
    ink: '#1f1d1a',
    faint: '#5b564e',
    line: '#d8d2c6',
    well: '#f3f0e9',
    link: '#0f5587',
    onFill: '#ffffff',
    fail: '#b3261e',
    failInk: '#b3261e',
    unknown: '#5d3a9b',
    unknownInk: '#5d3a9b',
    manual: '#14608f',
    manualInk: '#14608f',
    waived: '#7a5200',
    waivedInk: '#7a5200',
    pass: '#276b3a',
    passInk: '#276b3a',
    not_applicable: '#5b564e',
    not_applicableInk: '#5b564e',
  },
  dark: {
    page: '#14161a',
    card: '#1d2026',
    ink: '#ecebe7',
    faint: '#aeaba3',
    line: '#3a3e47',
    well: '#262a31',
    link: '#8cc4f0',
    onFill: '#ffffff',
    fail: '#c5352c',
    failInk: '#ff9a92',
    unknown: '#7650bd',
    unknownInk: '#c7aef5',
    manual: '#1c6ea3',
    manualInk: '#8cc4f0',
    waived: '#85610f',
    waivedInk: '#e2bd6b',
    pass: '#2f7a45',
    passInk: '#8fd3a3',
    not_applicable: '#5f626a',
    not_applicableInk: '#aeaba3',
  },
} as const;

const VERDICT_ROLES = ['fail', 'unknown', 'manual', 'waived', 'pass', 'not_applicable'] as const;

const variables = (palette: Readonly<Record<string, string>>): string =>
  Object.entries(palette)
    .map(([role, colour]) => `--${role}:${colour}`)
    .join(';');

/** The choice of a reader, in CSS alone: what is not chosen is hidden on the screen, and printed all the same. */
const filters = [
  ...OPEN.flatMap((verdict) => [
    `main:has(#verdict-${verdict}:checked) .open .finding:not(.v-${verdict}){display:none}`,
    `main:has(#verdict-${verdict}:checked) .open:not(:has(.v-${verdict}.finding)){display:none}`,
    `main:has(#verdict-${verdict}:checked):not(:has(.open .v-${verdict}.finding)) .empty{display:block}`,
  ]),
  ...SEVERITIES.flatMap((severity) => [
    `main:has(#severity-${severity}:checked) .open:not(.s-${severity}){display:none}`,
    `main:has(#severity-${severity}:checked):not(:has(.open.s-${severity})) .empty{display:block}`,
    ...OPEN.map(
      (verdict) =>
        `main:has(#severity-${severity}:checked):has(#verdict-${verdict}:checked)` +
        `:not(:has(.open.s-${severity} .v-${verdict}.finding)) .empty{display:block}`,
    ),
  ]),
];

/** The style sheet, whole: the page admits it by its hash and nothing else. */
export const STYLE = `
:root{color-scheme:light dark;${variables(PALETTE.light)}}
@media (prefers-color-scheme:dark){:root{${variables(PALETTE.dark)}}}
@media print{:root{color-scheme:light;${variables({ ...PALETTE.light, page: '#ffffff' })}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.6 system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",Meiryo,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
:lang(ja) body{line-height:1.8;line-break:strict}
header.top,main,footer{max-width:66rem;margin:0 auto;padding:0 1.25rem}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
h1,h2,h3,h4{line-height:1.3;text-wrap:balance;word-break:auto-phrase}
h1{font-size:1.6rem;margin:0}
h2{font-size:1.3rem;margin:3rem 0 .25rem;padding-bottom:.4rem;border-bottom:2px solid var(--ink)}
h3{font-size:1.1rem;margin:.4rem 0 0}
h4{font-size:.9rem;margin:0}
p{margin:.35rem 0;max-width:48em;text-wrap:pretty}
ul,ol{list-style:none;margin:0;padding:0}
dl,dd{margin:0}
code,pre{font:.86em/1.55 ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"Noto Sans Mono CJK JP",monospace;unicode-bidi:isolate}
pre{margin:0;white-space:pre-wrap}
.note,.id,.where,.calls{color:var(--faint)}
.note{margin-bottom:1rem}
header.top{padding-top:2.25rem}
.brand{display:flex;gap:1rem;align-items:center}
.seal{flex:none;display:grid;place-items:center;width:3.2rem;height:3.2rem;border-radius:.35rem;background:var(--fail);color:var(--onFill);font:700 1.15rem/1.05 "Hiragino Mincho ProN","Yu Mincho","Noto Serif CJK JP","Noto Serif JP",serif;writing-mode:vertical-rl;letter-spacing:.08em}
.brand p{margin:0;color:var(--faint)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.75rem 1.5rem;margin-top:1.5rem;padding:1rem 0;border-block:1px solid var(--line)}
dt{font-size:.82rem;color:var(--faint)}
.facts dd{font-weight:600}
.facts dd small{display:block;font-weight:400;color:var(--faint)}
nav ul{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;margin-top:1rem}
nav a{display:inline-block;padding:.15rem 0}
.headline{font-size:1.45rem;line-height:1.4;font-weight:700;margin:2rem 0 1.25rem;max-width:none;text-wrap:balance}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:.75rem}
.tile{padding:.9rem 1.1rem 1rem;border:1px solid var(--line);border-top:.3rem solid var(--tone);border-radius:.4rem;background:var(--card)}
.tile.big{grid-column:span 2;background:var(--tone);border-color:var(--tone);color:var(--onFill)}
.tile .n{display:block;font-size:1.7rem;line-height:1.2;font-weight:700}
.tile.big .n{font-size:3.4rem;line-height:1.1}
.tile .label{font-weight:700;color:var(--toneInk)}
.tile.big .label{font-size:1.15rem;color:inherit}
.tile p{margin:.15rem 0 0;font-size:.86rem;color:var(--faint)}
.tile.big p{color:inherit}
.tile ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin-top:.7rem;padding-top:.6rem;border-top:1px solid currentColor;font-size:.92rem}
.tile li b{font-size:1.1rem}
.filters{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:0 0 1.25rem;font-size:.92rem}
fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.4rem}
legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
fieldset label{position:relative}
fieldset input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
fieldset span{display:block;padding:.25rem .8rem;min-height:1.75rem;border:1px solid var(--faint);border-radius:1rem;background:var(--card)}
fieldset input:checked+span{background:var(--ink);border-color:var(--ink);color:var(--page);font-weight:600}
fieldset input:focus-visible+span{outline:3px solid var(--link);outline-offset:2px}
.empty{display:none;max-width:none;padding:1.5rem;border:1px dashed var(--faint);border-radius:.4rem}
.narrow{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1.25rem;margin:0 0 1rem;font-size:.92rem}
.narrow[hidden]{display:none}
.narrow label{display:flex;align-items:center;gap:.5rem}
.narrow input,.narrow select{font:inherit;color:inherit;background:var(--card);border:1px solid var(--faint);border-radius:.3rem;padding:.25rem .5rem;min-height:2rem}
.narrow input{width:16rem;max-width:60vw}
.narrow output{color:var(--faint)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,40rem),1fr));gap:0 1.5rem;align-items:start}
.wide{overflow-x:auto}
.chart{font-size:.86rem}
.chart td,.chart th{padding:.3rem .45rem}
.chart tbody th{white-space:nowrap}
.chart thead .num{white-space:normal;overflow-wrap:normal;word-break:keep-all}
.chart .bars{width:38%;min-width:4rem;vertical-align:middle}
.chart svg{display:block;width:100%;height:.9rem}
.chart rect{fill:var(--tone)}
.chart b{color:var(--toneInk)}
.retention{font-size:.86rem}
.retention td{padding:.45rem .4rem}
.retention .when{min-width:6.5rem}
.limits{list-style:disc;margin-inline-start:1.3rem;margin-bottom:1rem}
.lineage>li{margin:.75rem 0;padding:.75rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.4rem}
.chain{display:grid;grid-template-columns:repeat(4,1fr);gap:.5rem 1.6rem;margin-top:.5rem}
.step{display:flex;flex-direction:column;position:relative;padding:.35rem .7rem;border:1px solid var(--faint);border-radius:.3rem;font-size:.86rem}
.step:not(:last-child)::after{content:"→" / "";position:absolute;inset-inline-start:calc(100% + .35rem);top:50%;transform:translateY(-50%);color:var(--faint)}
.step .kind{color:var(--faint);font-size:.78rem}
.step.absent{border-style:dashed;border-color:var(--failInk)}
.step.absent em{color:var(--failInk);font-style:normal;font-weight:600}
.step.unseen{border-style:dotted;border-color:var(--unknownInk)}
.step.unseen em{color:var(--unknownInk);font-style:normal;font-weight:600}
.control{margin:1.25rem 0;padding:1.1rem 1.25rem 1.25rem;background:var(--card);border:1px solid var(--line);border-radius:.4rem}
.tags{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem .7rem;max-width:none;margin:0;font-size:.86rem}
.tally{margin-inline-start:auto;display:flex;flex-wrap:wrap;gap:.2rem .9rem}
.tally span{color:var(--toneInk);font-weight:600}
.sev{padding:0 .55rem;border:1px solid var(--ink);border-radius:.25rem;font-weight:600}
.sev.s-critical{background:var(--ink);color:var(--card)}
.sev.s-high{border-width:2px}
.sev.s-medium,.sev.s-low{font-weight:400;border-color:var(--faint)}
.sev.s-low{border-style:dashed}
.id{margin:0}
.remedy{margin:.8rem 0 0;padding:.6rem .9rem;background:var(--well);border-radius:.3rem}
.remedy p{margin:.1rem 0 0}
.finding{margin-top:1rem;padding:.1rem 0 .1rem 1rem;border-inline-start:.3rem solid var(--tone)}
.finding .head{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem .7rem}
.badge{padding:.02rem .55rem;border-radius:.25rem;background:var(--tone);color:var(--onFill);font-size:.82rem;font-weight:700;white-space:nowrap}
.name{font-weight:700;font-size:1rem}
.where{font-size:.86rem}
.arn{display:block;color:var(--faint);font-size:.8rem}
.message{font-weight:600}
.facet{margin:.5rem 0 0;font-size:.86rem;font-weight:600;color:var(--faint)}
.evidence>li{margin:.4rem 0;padding:.5rem .8rem;background:var(--well);border-radius:.3rem}
.pointer{display:block;color:var(--faint)}
.nothing,.cut{color:var(--faint);font-size:.88rem;font-style:italic}
:lang(ja) .nothing,:lang(ja) .cut{font-style:normal}
.calls{font-size:.82rem}
.calls code{font-size:.95em}
.calls li{margin:.1rem 0}
.gap p{margin:.1rem 0;font-size:.92rem}
.gap b{font-weight:600}
.calls details{margin:0}
details{margin-top:.7rem}
summary{cursor:pointer;padding:.2rem 0;max-width:max-content}
details.rest>summary{color:var(--faint)}
.settled{margin:.5rem 0;padding:.2rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.4rem}
.settled>summary{padding:.4rem 0;max-width:none}
summary .tally{display:inline-flex;margin-inline-start:.5rem}
.plain>li{padding:.3rem 0;border-top:1px solid var(--line);font-size:.92rem}
.plain .why{color:var(--faint)}
table{width:100%;border-collapse:collapse;margin:.6rem 0 1rem;background:var(--card);font-size:.9rem}
caption{text-align:start;font-weight:600;padding:.6rem 0 .4rem}
th,td{padding:.45rem .7rem;border:1px solid var(--line);text-align:start;vertical-align:top}
td,th{overflow-wrap:normal}
td p{overflow-wrap:anywhere}
thead th{background:var(--well);font-weight:600}
tbody th{font-weight:400}
.num{text-align:end;white-space:nowrap}
.bad{color:var(--failInk);font-weight:600}
.act{font-weight:600}
footer{margin-top:3rem;padding-bottom:3rem;font-size:.86rem}
footer .facts{grid-template-columns:1fr;gap:.4rem}
footer .facts dd{font-weight:400}
${VERDICT_ROLES.map((role) => `.v-${role}{--tone:var(--${role});--toneInk:var(--${role}Ink)}`).join('\n')}
@media screen{
.miss{display:none}
${filters.join('\n')}
}
@media (max-width:46rem){
.tiles{grid-template-columns:1fr 1fr}
table{font-size:.82rem}
td,th{overflow-wrap:anywhere}
th,td{padding:.35rem .4rem}
td.num,th.num{width:auto}
.control{padding:.9rem}
.tally{margin-inline-start:0}
.lineage ul{margin-inline-start:0}
.chain{grid-template-columns:1fr;gap:1.4rem}
.step:not(:last-child)::after{content:"↓" / "";inset-inline-start:50%;top:calc(100% + .7rem)}
}
table.heat{width:100%}
.heat td{padding:.15rem .25rem;vertical-align:middle}
.heat svg{display:block;width:100%;min-width:3.6rem;max-width:9rem;border:1px solid var(--line);background:var(--card)}
.heat .days{font-size:.82rem;padding:.3rem .6rem .8rem}
.heat .days ul ul{padding-inline-start:1rem}
.heat th[scope=row]{width:22%}
.legend{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:.15rem 1rem;font-size:.82rem;margin:.5rem 0}
.legend svg{width:1.6rem;height:.55rem;border:1px solid var(--line);vertical-align:baseline}
.d-missing{fill:var(--fail)}
.d-nothing_found{fill:var(--waived)}
.d-not_verified{fill:var(--unknown)}
.d-expired,.d-before{fill:var(--not_applicable)}
.d-present{fill:var(--pass);fill-opacity:.45}
@media print{
@page{margin:14mm}
body{font-size:9.5pt}
header.top,main,footer{max-width:none;padding-inline:0}
nav,.filters,.narrow{display:none}
.tile,.badge,.sev,.seal,.chart rect,.heat path,.legend path,.remedy,.evidence>li,thead th{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.finding,.tile,tr,.remedy,.step,.chart{break-inside:avoid}
h2,h3,h4,.tags,caption{break-after:avoid}
details::details-content{content-visibility:visible;block-size:auto}
a{color:inherit}
}
`;
