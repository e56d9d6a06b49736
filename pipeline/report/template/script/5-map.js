// The map: coastlines drawn by hand, a dot for each host country, an arc for each direction of travel. It shows the part of the world that is travelled.
const SQUEEZE = 0.8; // a degree of longitude beside a degree of latitude, near the middle latitudes where most of it happens
const onMap = ([longitude, latitude]) => [longitude * SQUEEZE, -latitude];
const outline = (ring) => {
  let path = "";
  for (let at = 0; at < ring.length; at += 2) path += `${at ? "L" : "M"}${(ring[at] * SQUEEZE).toFixed(1)} ${(-ring[at + 1]).toFixed(1)}`;
  return `${path}Z`;
};
const frame = (points) => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  let [left, right, top, bottom] = [Math.min(...xs) - 9, Math.max(...xs) + 9, Math.min(...ys) - 8, Math.max(...ys) + 8];
  const grow = (size, least) => Math.max(0, (least - size) / 2);
  const width = Math.max(right - left, 44, (bottom - top) * 1.75);
  const height = Math.max(bottom - top, width / 2.1);
  [left, top] = [left - grow(right - left, width), top - grow(bottom - top, height)];
  return [Math.max(-146, left), Math.max(-86, top), Math.min(292, width), Math.min(146, height)];
};
const arc = (from, to, bend) => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const middle = [(from[0] + to[0]) / 2 - dy * bend, (from[1] + to[1]) / 2 + dx * bend];
  return `M${from.map((n) => n.toFixed(2)).join(" ")}Q${middle.map((n) => n.toFixed(2)).join(" ")} ${to.map((n) => n.toFixed(2)).join(" ")}`;
};
const ARCS = 90;
const NAMES = 20;
const FIRST = 1; // names that may cover a dot: that of the country with most visits
const showMap = (list) => {
  const visits = list.filter((record) => record.kind === "visit" && own(data.world.points, record.host_country));
  if (!visits.length) return put("map", el("p", { class: "note" }, t("page.none")));
  const hosts = ranked(count(visits, (record) => record.host_country));
  const ways = ranked(count(visits.filter((r) => own(data.world.points, r.visitor_country) && r.visitor_country !== r.host_country), (r) => `${r.visitor_country} ${r.host_country}`)).slice(0, ARCS);
  const spot = (code) => onMap(data.world.points[code]);
  const shown = [...new Set([...hosts.map(([code]) => code), ...ways.map(([way]) => way.slice(0, 3))])];
  const [left, top, width, height] = frame(shown.map(spot));
  const unit = width / Math.max(320, Math.min(byId("map").clientWidth, 800)); // a pixel
  const [most, mostWay] = [hosts[0][1], ways[0]?.[1] ?? 1];
  const radius = (n) => unit * (3.5 + 9.5 * Math.sqrt(n / most));
  const toggle = (code) => change({ kind: "visit", to: state.to === code ? "" : code });
  const dots = hosts.map(([code, n]) => draw("circle", { class: `spot${state.to === code ? " chosen" : ""}`, cx: spot(code)[0], cy: spot(code)[1], r: radius(n), on: { click: () => toggle(code) } }, draw("title", {}, `${place(code)}: ${n}`)));
  put("map",
    draw("svg", { viewBox: `${left} ${top} ${width} ${height}`, role: "img", "aria-label": t("overview.map_label", { n: hosts.length }), class: "map" },
      draw("rect", { class: "sea", x: left, y: top, width, height }),
      data.world.land.map((ring) => draw("path", { class: "land", d: outline(ring), "stroke-width": unit })),
      data.world.water.map((ring) => draw("path", { class: "lake", d: outline(ring), "stroke-width": unit })),
      ways.map(([way, n]) => draw("path", { class: "arc", d: arc(spot(way.slice(0, 3)), spot(way.slice(4)), 0.18), "stroke-width": unit * (1 + 3.5 * (n / mostWay)), "stroke-opacity": (0.3 + 0.5 * (n / mostWay)).toFixed(2) },
        draw("title", {}, t("overview.direction", { from: place(way.slice(0, 3)), to: place(way.slice(4)), n })))),
      shown.filter((code) => !hosts.some(([host]) => host === code)).map((code) => draw("circle", { class: "origin", cx: spot(code)[0], cy: spot(code)[1], r: unit * 2.5 })),
      dots, labels(hosts, spot, radius, unit, [left, top, width, height])),
    el("ol", { class: "ranking", "aria-label": t("overview.map_hosts") }, hosts.slice(0, 10).map(([code, n]) => el("li", {}, button([el("span", {}, place(code)), el("b", {}, String(n))], () => toggle(code), { class: "plain", "aria-pressed": String(state.to === code) })))));
};
// Names stand to the right of their dot, or to the left; one that would cover another is left out.
const labels = (hosts, spot, radius, unit, [left, top, width, height]) => {
  const size = 12 * unit;
  const dots = hosts.map(([code, n]) => { const [x, y] = spot(code); const r = radius(n) * 0.9; return [x - r, y - r, x + r, y + r]; });
  const taken = [];
  const apart = (box) => (other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3];
  const free = (box) => box[0] > left && box[2] < left + width && box[1] > top && box[3] < top + height && taken.every(apart(box));
  const texts = [];
  for (const [code, n] of hosts.slice(0, NAMES)) {
    const [x, y] = spot(code);
    const long = place(code).length * size * 0.56;
    const gap = radius(n) + 4 * unit;
    const sides = [[x + gap, "start", x + gap, x + gap + long], [x - gap, "end", x - gap - long, x - gap]];
    for (const [at, anchor, from, to] of sides) {
      const box = [from, y - size * 0.6, to, y + size * 0.6];
      if (!free(box) || (texts.length >= FIRST && !dots.every(apart(box)))) continue;
      taken.push(box);
      texts.push(draw("text", { x: at, y: y + size * 0.35, "text-anchor": anchor, "font-size": size, "stroke-width": 3 * unit }, place(code)));
      break;
    }
  }
  return texts;
};
