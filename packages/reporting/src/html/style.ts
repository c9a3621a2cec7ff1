import { type ColourRole, DARK, LIGHT, type Palette } from "../charts/palette.ts";

function variables(palette: Palette): string {
  return (Object.keys(palette) as ColourRole[])
    .map((role) => `--eh-${role}:${palette[role]}`)
    .join(";");
}

const PAPER = `
:root{color-scheme:light dark;${variables(LIGHT)};--accent:#0b5c8f;--line:#d3d8de;--wash:#f4f6f8}
@media screen and (prefers-color-scheme:dark){:root{${variables(DARK)};--accent:#7cc4f0;--line:#3a414a;--wash:#1d2126}}
`;

const TEXT = `
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:2.5rem 1rem 5rem;max-width:58rem;background:var(--eh-paper);color:var(--eh-ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:anywhere}
h1{font-size:clamp(1.5rem,1.1rem + 1.8vw,2.1rem);line-height:1.2;margin:.1rem 0 1.25rem;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:1.35rem;line-height:1.3;margin:3.5rem 0 .75rem;padding-top:.9rem;border-top:2px solid var(--eh-ink)}
h3{font-size:1.08rem;line-height:1.35;margin:2.25rem 0 .5rem;display:flex;gap:.75rem;align-items:baseline;flex-wrap:wrap}
h4{font-size:1rem;margin:1.5rem 0 .25rem}
p,ul,ol,dl,blockquote{max-width:42rem}
p{margin:.5rem 0}
ul,ol{padding-left:1.25rem}
li{margin:.25rem 0}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
.skip{position:absolute;left:-100vw;top:0;background:var(--eh-paper);padding:.5rem 1rem}
.skip:focus{left:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.kind{margin:0;color:var(--accent);font-weight:600;letter-spacing:.02em}
.hint,.rests,.terms,.remark,.budget{color:var(--eh-muted)}
.hint,.rests,.terms{font-size:.92rem}
.lead{font-size:1.18rem;line-height:1.45;font-weight:600;margin-top:0}
`;

const PARTS = `
.outcome{border-left:5px solid var(--accent);padding:.1rem 0 .1rem 1.1rem;margin:0 0 1.25rem}
.outcome.fail{border-color:var(--eh-fail)}.outcome.pass{border-color:var(--eh-pass)}.outcome.inconclusive,.outcome.no-data{border-color:var(--eh-inconclusive)}
.outcome p:last-of-type{margin-bottom:.35rem}
.tally{list-style:none;padding:0;margin:.6rem 0 0;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
.tally li{margin:0}
nav ul{list-style:none;padding:.65rem 0;margin:1.5rem 0 0;display:flex;flex-wrap:wrap;gap:.15rem 1.25rem;max-width:none;border-block:1px solid var(--line);font-size:.92rem}
nav li{margin:0}
nav a{display:inline-block;padding:.2rem 0;text-decoration:none}
nav a:hover{text-decoration:underline}
.mark{font-weight:600;white-space:nowrap}
.mark .icon{display:inline-block;width:1.15em;text-align:center;margin-right:.15em}
.mark.pass{color:var(--eh-pass)}.mark.fail,.mark.error{color:var(--eh-fail)}.mark.inconclusive{color:var(--eh-inconclusive)}.mark.no-data{color:var(--eh-muted)}
.warning{border:1px solid var(--eh-fail);border-left-width:5px;padding:.6rem .9rem}
.safeguards{list-style:none;padding:0}
.safeguards li{border-left:3px solid var(--eh-inconclusive);padding-left:.75rem;margin:.5rem 0}
blockquote{margin:.75rem 0;padding:.25rem 1.1rem .75rem;background:var(--wash)}
dl{margin:.5rem 0}
dl>div{display:grid;grid-template-columns:12rem 1fr;gap:.25rem 1.25rem;padding:.45rem 0;border-bottom:1px solid var(--line)}
dl{max-width:52rem}
dt{font-weight:600}
dd{margin:0;max-width:42rem}
code{font:.88em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.formula,.command,.hash{display:block;margin-top:.35rem;color:var(--eh-muted)}
.command{background:var(--wash);color:var(--eh-ink);padding:.5rem .75rem}
`;

const FIGURES = `
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,21rem),1fr));gap:1.75rem 2.5rem;margin:1.25rem 0 0;align-items:start}
.figures h4{margin-top:0}
figure{margin:0;max-width:27rem}
figcaption{font-weight:600;font-size:.98rem;line-height:1.4;margin-bottom:.6rem}
.eh-chart{display:block;width:100%;height:auto;font-variant-numeric:tabular-nums}
details{margin:.35rem 0 .75rem}
summary{cursor:pointer;color:var(--accent);padding:.25rem 0;font-size:.92rem}
figure summary{padding-left:.25rem}
`;

const TABLES = `
.scroll{overflow-x:auto;margin:.5rem 0 1rem;max-width:100%}
table{border-collapse:collapse;font-size:.9rem;line-height:1.4}
th,td{padding:.4rem .75rem .4rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:normal}
.scroll tbody th,.scroll td{max-width:20rem;min-width:4rem}
.scroll tbody th{min-width:9rem;overflow-wrap:anywhere}
thead th{font-weight:600;color:var(--eh-muted);border-bottom:1px solid var(--eh-ink);vertical-align:bottom}
.numbers td,.numbers thead th{text-align:right}
.numbers .text,.numbers thead th:first-child{text-align:left}
.number{text-align:right;padding-right:.75rem}
.changed{font-weight:600}.changed .remark{font-weight:400}
.verdicts{width:100%}
.verdicts td,.verdicts tbody th{padding-block:.75rem}
.verdicts th~td{text-align:right;white-space:nowrap}
.verdicts td:first-child{min-width:9.5rem}
.finding{width:55%;overflow-wrap:anywhere}
.finding span{display:block}
.who{font-weight:600}
.budget,.remark{font-size:.85rem}
.verdicts .remark{display:block;padding-left:1.3em;max-width:11rem;overflow-wrap:anywhere}
`;

const NARROW = `
@media screen and (max-width:44rem){
body{padding-top:1.5rem}
h2{margin-top:2.75rem}
dl>div{grid-template-columns:1fr}
.verdicts,.verdicts tbody,.verdicts tr,.verdicts td,.verdicts tbody th{display:block}
.verdicts thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.verdicts tr{border-bottom:1px solid var(--line);padding:.85rem 0;display:grid;grid-template-columns:1fr 1fr;gap:.15rem 1rem}
.verdicts td,.verdicts tbody th{border:0;padding:0}
.verdicts td:first-child,.finding{grid-column:1/-1;width:auto}
.verdicts .remark{display:inline;padding-left:.5rem}
.verdicts th~td{text-align:left;margin-top:.3rem}
.verdicts th~td::before{content:"Limit ";color:var(--eh-muted)}
.verdicts td:nth-child(4)::before{content:"Bound "}
.verdicts td:nth-child(5)::before{content:"Estimate "}
.verdicts td:nth-child(6)::before{content:"n "}
}
`;

const PRINT = `
@media print{
@page{margin:16mm 14mm}
html{font-size:10pt}
body{padding:0;max-width:none}
nav,.skip{display:none}
h2,h3,figcaption{break-after:avoid}
figure,tr,dl>div{break-inside:avoid}
details::details-content{content-visibility:visible;block-size:auto}
summary{list-style:none;color:var(--eh-muted)}
.scroll{overflow:visible}
.figures table{font-size:7.5pt;width:100%}
.figures .scroll td,.figures .scroll th{min-width:0;padding-right:.3rem}
.figures thead th{overflow-wrap:anywhere}
a{color:inherit}
}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
`;

/** The one style sheet of a report. Its hash stands in the page's policy, so no other style applies. */
export const STYLE: string = [PAPER, TEXT, PARTS, FIGURES, TABLES, NARROW, PRINT]
  .join("")
  .replaceAll("\n", "");
