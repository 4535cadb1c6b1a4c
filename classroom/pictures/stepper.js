for (const root of document.querySelectorAll('[data-player]:not([data-ready])')) {
  root.dataset.ready = "true";
  const img = root.querySelector("img");
  const bytes = Uint8Array.from(atob(img.src.split(",")[1]), c => c.charCodeAt(0));
  const film = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "image/svg+xml");
  const drawing = film.querySelector("svg > svg");
  drawing.setAttribute("class", film.documentElement.getAttribute("class"));
  drawing.prepend(...film.querySelectorAll(":root > style:first-child, :root > rect"));
  const frames = [...drawing.querySelectorAll(":scope > .frame")];
  const captions = [...root.querySelectorAll("li")].map(li => li.textContent);
  const last = frames.length - 1;
  const icon = d => `<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="${d}"/></svg>`;
  const PLAY = icon("M5 3l12 7-12 7z"), PAUSE = icon("M4 3h4v14h-4zM12 3h4v14h-4z");
  const PREVIOUS = icon("M3 3h3v14h-3zM17 3v14l-10-7z"), NEXT = icon("M14 3h3v14h-3zM3 3l10 7-10 7z");

  const host = document.createElement("div");
  host.dataset.lmSuppressShortcuts = "true";
  const shadow = host.attachShadow({mode: "open"});
  shadow.innerHTML = `<style>
    :host { line-height: 1.4 }
    div { display: flex; align-items: center; gap: 6px; margin-top: 8px }
    button { display: grid; place-items: center; width: 40px; height: 36px; flex: none; padding: 0; cursor: pointer;
             border: 1px solid #80868b; border-radius: 6px; background: none; color: inherit;
             fill: currentColor }
    button:hover { background: #80868b40 }
    button[aria-disabled=true] { opacity: .4; cursor: default }
    input { flex: 1; min-width: 60px; margin: 0 4px; height: 36px; accent-color: #0072b2 }
    :focus-visible { outline: 3px solid #0072b2; outline-offset: 1px }
    span { flex: none; font-variant-numeric: tabular-nums }
    p { margin: 8px 0 0; min-height: 2.8em }
    @media print { div { display: none } }
  </style>
  <div role="group" aria-label="Film">
    <button aria-label="Previous step" title="Previous step (left arrow)">${PREVIOUS}</button>
    <button></button>
    <button aria-label="Next step" title="Next step (right arrow)">${NEXT}</button>
    <input type="range" min="0" max="${last}" step="1" value="0" aria-label="Step">
    <span></span>
  </div>
  <p></p>`;
  img.parentElement.after(host);
  const [previous, play, next] = shadow.querySelectorAll("button");
  const [slider, counter, words] = ["input", "span", "p"].map(name => shadow.querySelector(name));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let at = 0, timer = null, inSight = false, waiting = !still;

  const follow = () => {  // what happens in this frame comes into sight, where the drawing is wider than the page
    const span = frames[at].dataset.x, box = img.parentElement;
    if (!span || box.scrollWidth <= box.clientWidth) return;
    const picture = img.getBoundingClientRect(), {left, right} = box.getBoundingClientRect();
    const [from, to] = span.split(" ").map(x => picture.left + x * picture.width / drawing.viewBox.baseVal.width);
    if (from < left || to > right)
      box.scrollBy({left: (from + to - left - right) / 2, behavior: still ? "instant" : "smooth"});
  };
  const show = step => {
    at = Math.max(0, Math.min(last, step));
    frames.forEach((frame, i) => i === at ? drawing.append(frame) : frame.remove());
    img.src = "data:image/svg+xml," + encodeURIComponent(new XMLSerializer().serializeToString(drawing));
    slider.value = at;
    slider.setAttribute("aria-valuetext", counter.textContent = `${at + 1} of ${frames.length}`);
    words.textContent = captions[at];
    previous.ariaDisabled = at === 0;  // not `disabled`, which would drop the keyboard's focus
    next.ariaDisabled = at === last;
    follow();
  };
  const run = on => {
    clearInterval(timer);
    if (on && at === last) show(0);
    timer = on ? setInterval(step, 1000 * root.dataset.seconds) : null;
    root.toggleAttribute("data-playing", on);
    if (on) {
      waiting = false;
      document.dispatchEvent(new CustomEvent("film-starts", {detail: root}));
    }
    play.innerHTML = on ? PAUSE : PLAY;
    play.setAttribute("aria-label", play.title = on ? "Pause" : "Play");
    words.setAttribute("aria-live", on ? "off" : "polite");  // a film that runs should not talk over everything else
  };
  const stop = () => { run(false); document.dispatchEvent(new Event("film-stops")); };
  const step = () => { show(at + 1); if (at === last) stop(); };
  const go = step => { waiting = false; run(false); show(step); };
  const begin = () => waiting && inSight && !document.querySelector("[data-player][data-playing]") && run(true);
  new IntersectionObserver(([seen]) => {
    inSight = seen.isIntersecting;
    if (timer && !inSight) stop(); else begin();
  }, {threshold: 0.3}).observe(img.parentElement);
  document.addEventListener("film-starts", event => event.detail !== root && timer && run(false));
  document.addEventListener("film-stops", begin);

  previous.onclick = () => go(at - 1);
  next.onclick = () => go(at + 1);
  play.onclick = () => { waiting = false; run(!timer); };
  slider.oninput = () => go(+slider.value);
  img.onclick = () => slider.focus();
  host.onkeydown = event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.composedPath()[0].localName === "button";
    const action = {ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1), Home: () => go(0), End: () => go(last),
                    " ": onButton ? null : play.onclick}[event.key];
    if (action) { event.preventDefault(); action(); }
  };
  addEventListener("beforeprint", () => { go(last); root.querySelector("details").open = true; });
  run(false);
  show(+root.dataset.first);
}
