"""How the page of a report looks and sorts: one style sheet and one small script, both inside the page."""

from __future__ import annotations

import base64
import hashlib

from alexstudio.analysis.ink import DARK, DEVICES, FONTS, LIGHT, picture_style, variables

_CHIPS = "\n".join(f".chip.on{number}{{background:{value}}}" for number, value in enumerate(DEVICES))

STYLE = f"""
:root{{color-scheme:light;{variables(LIGHT)};--bar:#dbe6ff}}
@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{variables(DARK)};--bar:#263a63}}}}
*{{box-sizing:border-box}}
body{{margin:0;background:var(--window);color:var(--text);font:15px/1.5 {FONTS}}}
main{{max-width:1680px;margin:0 auto;padding:32px 40px 64px}}
h1{{font-size:30px;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere}}
h2{{font-size:19px;margin:40px 0 10px}}
h3{{font-size:15px;margin:22px 0 6px}}
p{{margin:4px 0;max-width:80ch;overflow-wrap:anywhere}}
.quietly,td.quietly,caption{{color:var(--muted)}}
.notes{{white-space:pre-line}}
.verdict{{display:inline-block;margin:12px 0 0;padding:3px 12px;border-radius:999px;font-weight:600;
background:var(--panel);border:1px solid var(--border)}}
.verdict.bad{{background:var(--bad-back);color:var(--bad);border-color:var(--bad)}}
figure{{margin:24px 0 0;overflow-x:auto;border:1px solid var(--border);border-radius:14px;background:var(--canvas)}}
figure svg{{display:block;height:auto;margin:0 auto}}
.tiles{{display:grid;grid-template-columns:repeat(auto-fill,minmax(205px,1fr));gap:12px;margin:24px 0 0}}
.tile{{padding:12px 16px;border:1px solid var(--border);border-radius:12px;background:var(--panel)}}
.tile b{{display:block;font-size:21px;font-variant-numeric:tabular-nums}}
.tile small{{display:block;color:var(--muted);font-size:13px}}
.remarks{{list-style:none;margin:0;padding:0;max-width:110ch}}
.remarks li{{margin:0 0 8px;padding:8px 14px;border-left:4px solid var(--warn);border-radius:4px 10px 10px 4px;
background:var(--warn-back);overflow-wrap:anywhere}}
.remarks li.error{{border-color:var(--bad);background:var(--bad-back)}}
.remarks small{{display:block;font-size:13.5px}}
.scroll{{overflow-x:auto;border:1px solid var(--border);border-radius:12px;max-width:100%;width:fit-content;
margin:0 0 12px}}
table{{border-collapse:separate;border-spacing:0;font-size:13.5px;font-variant-numeric:tabular-nums}}
th,td{{padding:5px 12px;text-align:left;vertical-align:top;white-space:nowrap;border-top:1px solid var(--border)}}
td.long{{max-width:36ch;overflow:hidden;text-overflow:ellipsis}}
thead th{{border-top:0;background:var(--panel);font-weight:600}}
.n{{text-align:right}}
.zero{{color:var(--muted)}}
tfoot td{{font-weight:600;background:var(--panel)}}
.bar{{background:linear-gradient(90deg,var(--bar) var(--part),transparent 0)}}
.sorted tbody td:first-child,.sorted thead th:first-child{{position:sticky;left:0;background:var(--panel)}}
th button{{all:unset;cursor:pointer;font:inherit}}
th button:focus-visible{{outline:2px solid var(--accent);outline-offset:3px;border-radius:2px}}
th[aria-sort=ascending] button::after{{content:" ▲"}}
th[aria-sort=descending] button::after{{content:" ▼"}}
.chip{{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:7px;background:var(--muted)}}
{_CHIPS}
.yes{{color:var(--dense)}}.no{{color:var(--bad)}}
{picture_style(lambda name: f"var(--{name})")}
@page{{size:A4 landscape;margin:12mm}}
@media print{{
body{{font-size:10pt}} main{{padding:0;max-width:none}} h2{{break-after:avoid}}
*{{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
figure,.scroll{{overflow:visible;border:0}} figure,.tile,.remarks li,tr{{break-inside:avoid}}
figure svg{{width:100%!important;max-width:100%!important;max-height:128mm}}
table{{font-size:7.5pt}} tfoot{{display:table-row-group}} .minor{{display:none}}
.sorted{{font-size:5.6pt;width:100%}} .sorted th,.sorted td{{padding:1.5pt 2pt}}
.sorted th,.sorted .long{{white-space:normal}} .sorted td,.sorted th{{position:static!important}}
thead{{display:table-header-group}}
}}
"""

SCRIPT = """
for (const table of document.querySelectorAll("table.sorted")) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  const rows = [...body.rows];
  heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
    const way = head.ariaSort === "descending" ? "none" : head.ariaSort === "ascending" ? "descending" : "ascending";
    for (const one of heads) one.ariaSort = "none";
    head.ariaSort = way;
    const isNumber = head.classList.contains("n");
    const key = (row) => {
      const cell = row.cells[column];
      if (!isNumber) return cell.textContent;
      const value = parseFloat(cell.dataset.v ?? cell.textContent.replaceAll(",", ""));
      return Number.isNaN(value) ? null : value;
    };
    const keyed = rows.map((row) => [key(row), row]);
    const sign = way === "descending" ? -1 : 1;
    if (way !== "none") keyed.sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null);
      return sign * (isNumber ? a - b : a.localeCompare(b, undefined, {numeric: true}));
    });
    body.append(...keyed.map(([, row]) => row));
  }));
}
"""

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    f"script-src 'sha256-{base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}'"
)
"""What a browser lets the page do: nothing from elsewhere, and no script but `SCRIPT`."""
