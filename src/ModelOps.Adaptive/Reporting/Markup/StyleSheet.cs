namespace ModelOps.Adaptive.Reporting.Markup;

/// <summary>How the page and its drawings look: light, dark and in print.</summary>
internal static class StyleSheet
{
    /// <summary>The style sheet.</summary>
    public const string Text = """
        :root { --paper: #fff; --ink: #1d2530; --soft: #5a6675; --rule: #dfe4ea; --card: #f5f7f9; --sim: #1f6fb2; --obs: #c8480f; --pale: #9aa7b5; --warn: #fdf3e1; --warn-edge: #c98a12; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14181d; --ink: #e6eaef; --soft: #a3afbd; --rule: #333c47; --card: #1d232a; --sim: #6bb1ee; --obs: #ff9a62; --pale: #6a7787; --warn: #33290f; --warn-edge: #d9a032; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 860px; margin: 0 auto; padding: 40px 24px 80px; }
        h1 { font-size: 34px; line-height: 1.15; margin: 0 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 22px; margin: 56px 0 12px; padding-top: 20px; border-top: 1px solid var(--rule); }
        .kicker { margin: 0; color: var(--soft); text-transform: uppercase; letter-spacing: .08em; font-size: 13px; }
        .run { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
        code, pre { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 13.5px; }
        code { overflow-wrap: anywhere; }
        pre { background: var(--card); border: 1px solid var(--rule); border-radius: 6px; padding: 10px 12px; overflow-x: auto; margin: 6px 0 14px; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 12px; margin: 24px 0 0; }
        .cards div { background: var(--card); border-radius: 8px; padding: 12px 16px; }
        .cards dt { color: var(--soft); font-size: 13px; }
        .cards dd { margin: 0; font-size: 24px; font-weight: 600; line-height: 1.3; font-variant-numeric: tabular-nums; }
        .cards .remark { font-size: 13px; font-weight: 400; color: var(--soft); }
        .warning { background: var(--warn); border-left: 4px solid var(--warn-edge); padding: 10px 14px; border-radius: 0 6px 6px 0; }
        .note, figcaption { color: var(--soft); font-size: 14.5px; }
        figcaption strong { color: var(--ink); }
        .findings li { margin: 8px 0; overflow-wrap: anywhere; }
        figure { margin: 16px 0 0; }
        svg { display: block; width: 100%; height: auto; }
        .panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 16px; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 14.5px; font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--soft); font-size: 14px; padding-bottom: 6px; }
        th, td { text-align: left; padding: 6px 14px 6px 0; border-bottom: 1px solid var(--rule); font-weight: 400; overflow-wrap: break-word; }
        thead th { color: var(--soft); font-size: 13px; white-space: nowrap; vertical-align: bottom; }
        tbody th { font-weight: 600; }
        .number { text-align: right; white-space: nowrap; }
        details { margin-top: 10px; }
        summary { cursor: pointer; color: var(--sim); font-size: 14.5px; width: fit-content; }
        .facts { display: grid; grid-template-columns: minmax(130px, auto) 1fr; gap: 4px 18px; }
        .facts dt { color: var(--soft); font-size: 14.5px; }
        .facts dd { margin: 0; }
        .failures p { margin: 8px 0 2px; overflow-wrap: anywhere; white-space: pre-line; }
        :focus-visible { outline: 2px solid var(--sim); outline-offset: 2px; }
        svg text { fill: var(--ink); font-size: 12.5px; font-family: inherit; }
        svg .tick { fill: var(--soft); font-size: 12px; }
        svg .title { font-size: 13px; }
        svg .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
        svg .grid { stroke: var(--rule); fill: none; }
        svg .axis { stroke: var(--pale); fill: none; }
        svg .fit { fill: none; stroke: var(--sim); stroke-width: 2.5; stroke-linejoin: round; }
        svg .band { fill: var(--sim); fill-opacity: .2; }
        svg .observed { fill: var(--obs); stroke: var(--paper); stroke-width: 1.5; }
        svg .observed-dots { stroke: var(--obs); stroke-width: 5; stroke-linecap: round; fill: none; }
        svg .trials { stroke: var(--pale); stroke-opacity: .55; stroke-width: 4; stroke-linecap: round; fill: none; }
        svg .elite { stroke: var(--sim); stroke-opacity: .75; stroke-width: 5; stroke-linecap: round; fill: none; }
        svg .tiny { stroke-width: 2; }
        svg .small { stroke-width: 3.5; }
        svg .large { stroke-width: 7; }
        svg .prior { fill: none; stroke: var(--pale); stroke-width: 1.5; stroke-dasharray: 5 4; }
        svg .covered { fill: none; stroke: var(--sim); stroke-opacity: .7; stroke-width: 3; }
        svg .missed { fill: none; stroke: var(--obs); stroke-width: 3; }
        svg .truth { stroke: var(--ink); stroke-width: 5; stroke-linecap: round; fill: none; }
        svg .best { fill: none; stroke: var(--obs); stroke-width: 2.5; pointer-events: all; }
        svg .so-far { fill: none; stroke: var(--sim); stroke-width: 2.5; }
        svg .bound { fill: none; stroke: var(--soft); stroke-dasharray: 5 4; }
        svg .pale-line { fill: none; stroke: var(--pale); stroke-opacity: .22; }
        svg .elite-line { fill: none; stroke: var(--sim); stroke-opacity: .45; stroke-width: 1.3; }
        svg .best-line { fill: none; stroke: var(--obs); stroke-width: 3; stroke-linejoin: round; }
        svg .total { fill: var(--sim); fill-opacity: .28; }
        svg .first { fill: var(--sim); }
        @media print {
          :root { --paper: #fff; --ink: #000; --soft: #444; --rule: #ccc; --card: #fff; --sim: #1f6fb2; --obs: #c8480f; --pale: #8a97a5; --warn: #fff; }
          @page { margin: 16mm; }
          body { font-size: 11pt; }
          main { max-width: none; padding: 0; }
          h2 { margin-top: 22pt; break-after: avoid; }
          .cards { grid-template-columns: repeat(4, 1fr); }
          .cards div { border: 1px solid var(--rule); }
          .panels { grid-template-columns: repeat(2, 1fr); }
          figure, tr, li, .cards { break-inside: avoid; }
          details:not([open]) { display: none; }
          pre { white-space: pre-wrap; overflow-wrap: anywhere; }
        }

        """;
}
