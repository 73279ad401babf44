// Draws every <figure data-chart> from the Vega-Lite specification inside it, under a strict CSP.
//
//   <figure data-chart>
//     <div data-chart-canvas></div>           made when it is missing
//     <script type="application/json">{ …specification… }</script>
//     <figcaption>The finding</figcaption>
//   </figure>
//
// The interpreter walks the expression tree instead of compiling it, so `unsafe-eval` is not needed;
// no style element is written, so `unsafe-inline` is not needed either. The table twin stays in the
// page whether or not the drawing succeeds.
import embed from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";

const options = {
  ast: true,
  expr: expressionInterpreter,
  actions: false,
  defaultStyle: false,
  renderer: "svg",
  tooltip: { disableDefaultStyle: true },
};

async function draw(figure) {
  const source = figure.querySelector('script[type="application/json"]');
  if (!source || figure.dataset.chart === "drawn") return;
  figure.dataset.chart = "drawn";
  let canvas = figure.querySelector("[data-chart-canvas]");
  if (!canvas) {
    canvas = document.createElement("div");
    canvas.dataset.chartCanvas = "";
    figure.prepend(canvas);
  }
  try {
    await embed(canvas, JSON.parse(source.textContent), options);
    canvas.querySelector("svg")?.setAttribute("focusable", "false");
  } catch (error) {
    figure.dataset.chart = "failed";
    console.error("chart", figure.id, error);
  }
}

function drawAll(root) {
  if (root.matches?.("figure[data-chart]")) draw(root);
  root.querySelectorAll("figure[data-chart]").forEach(draw);
}

if (document.readyState === "loading") {
  document.addEventListener("DOMContentLoaded", () => drawAll(document));
} else {
  drawAll(document);
}
document.addEventListener("htmx:load", (event) => drawAll(event.detail.elt));
