// What the pages do better with a script: keys, and pictures to zoom. All works without.
"use strict";
(() => {
  const list = [...document.querySelectorAll(".statement")];
  let at = -1;
  const go = (i) => {
    if (!list.length) return;
    if (list[at]) list[at].classList.remove("current");
    at = Math.max(0, Math.min(list.length - 1, i));
    list[at].classList.add("current");
    list[at].focus({ preventScroll: true });
    list[at].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (e) => {
    const typing = e.target.closest("input, textarea, select");
    if (typing && e.key === "Enter" && (e.ctrlKey || e.metaKey) && e.target.form) return e.target.form.submit();
    if (typing || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "/") {
      const q = document.getElementById("q");
      q.focus();
      q.select();
      e.preventDefault();
    } else if (e.key === "j") {
      go(at + 1);
    } else if (e.key === "k") {
      go(at - 1);
    } else if (e.key === "Enter" && list[at] === e.target) {
      const open = list[at].querySelector("a.open");
      if (open) open.click();
    }
  });

  // A picture grows and shrinks with + and -, the wheel with Ctrl, and two clicks; drag to move.
  for (const box of document.querySelectorAll("div.graph")) {
    const svg = box.querySelector("svg");
    if (!svg) continue;
    const natural = svg.viewBox.baseVal.width * 1.33;
    let scale = 0;
    const zoom = (by) => {
      scale = Math.max(0, Math.min(5, scale + by));
      box.classList.toggle("zoomed", scale > 0);
      svg.setAttribute("width", scale > 0 ? Math.max(natural, box.clientWidth) * (0.75 + scale * 0.5) : svg.viewBox.baseVal.width);
    };
    box.addEventListener("keydown", (e) => {
      if (e.key === "+" || e.key === "=") zoom(1);
      else if (e.key === "-") zoom(-1);
    });
    box.addEventListener("dblclick", () => zoom(scale >= 3 ? -scale : 1));
    box.addEventListener("wheel", (e) => {
      if (!e.ctrlKey) return;
      e.preventDefault();
      zoom(e.deltaY < 0 ? 1 : -1);
    }, { passive: false });
    let from = null;
    box.addEventListener("pointerdown", (e) => {
      if (!e.target.closest("a")) from = { x: e.clientX + box.scrollLeft, y: e.clientY + box.scrollTop };
    });
    box.addEventListener("pointermove", (e) => {
      if (!from || !(e.buttons & 1)) return;
      box.scrollLeft = from.x - e.clientX;
      box.scrollTop = from.y - e.clientY;
    });
    box.addEventListener("pointerup", () => { from = null; });
  }
})();
