// Arrow keys go from tile to tile on the map; only one tile is in the tab order. Without this each tile is.

for (const map of document.querySelectorAll("[data-tiles]")) {
  const tiles = [...map.querySelectorAll("a")].map((link) => {
    const box = link.querySelector("rect");
    return { link, x: box.x.baseVal.value, y: box.y.baseVal.value };
  });
  const enter = (chosen) => {
    for (const { link } of tiles) link.setAttribute("tabindex", link === chosen ? "0" : "-1");
  };
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  // The nearest tile that way; what lies to the side counts for more, so that a row is kept.
  const next = (from, [dx, dy]) => {
    let best = null;
    let least = Infinity;
    for (const tile of tiles) {
      const along = (tile.x - from.x) * dx + (tile.y - from.y) * dy;
      const aside = Math.abs((tile.x - from.x) * dy) + Math.abs((tile.y - from.y) * dx);
      if (along > 0 && along + 2 * aside < least) {
        least = along + 2 * aside;
        best = tile;
      }
    }
    return best;
  };

  map.addEventListener("keydown", (event) => {
    const from = tiles.find(({ link }) => link === document.activeElement);
    const to = from && ways[event.key] && next(from, ways[event.key]);
    if (!to) return;
    event.preventDefault();
    enter(to.link);
    to.link.focus();
  });
  map.addEventListener("focusin", (event) => enter(event.target.closest("a")));
  if (tiles.length) enter(tiles[0].link);
}
