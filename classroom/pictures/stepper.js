for (const root of document.querySelectorAll('[data-player]:not([data-ready])')) {
  root.dataset.ready = "true";
  const img = root.querySelector("img");
  const bytes = Uint8Array.from(atob(img.src.split(",")[1]), c => c.charCodeAt(0));
  const film = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "image/svg+xml");
  const drawing = film.querySelector("svg > svg");
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
    :host { color-scheme: light; line-height: 1.4 }
    div { display: flex; align-items: center; gap: 6px; margin-top: 8px }
    button { display: grid; place-items: center; width: 40px; height: 36px; flex: none; padding: 0; cursor: pointer;
             border: 1px solid #80868b; border-radius: 6px; background: #fff; fill: #202124 }
    button:hover { background: #e8f0f6 }
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
  let at = 0, timer = null;

  const show = step => {
    at = Math.max(0, Math.min(last, step));
    frames.forEach((frame, i) => i === at ? drawing.append(frame) : frame.remove());
    img.src = "data:image/svg+xml," + encodeURIComponent(new XMLSerializer().serializeToString(drawing));
    slider.value = at;
    slider.setAttribute("aria-valuetext", counter.textContent = `${at + 1} of ${frames.length}`);
    words.textContent = captions[at];
    previous.ariaDisabled = at === 0;  // not `disabled`, which would drop the keyboard's focus
    next.ariaDisabled = at === last;
  };
  const run = on => {
    clearInterval(timer);
    autoplay.disconnect();
    if (on && at === last) show(0);
    timer = on ? setInterval(() => { show(at + 1); if (at === last) run(false); }, 1000 * root.dataset.seconds) : null;
    play.innerHTML = on ? PAUSE : PLAY;
    play.setAttribute("aria-label", play.title = on ? "Pause" : "Play");
    words.setAttribute("aria-live", on ? "off" : "polite");  // a film that runs should not talk over everything else
  };
  const go = step => { run(false); show(step); };
  const autoplay = new IntersectionObserver(([seen]) => seen.isIntersecting && run(true), {threshold: 0.3});

  previous.onclick = () => go(at - 1);
  next.onclick = () => go(at + 1);
  play.onclick = () => run(!timer);
  slider.oninput = () => go(+slider.value);
  img.onclick = () => slider.focus();
  host.onkeydown = event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.composedPath()[0].localName === "button";
    const action = {ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1), Home: () => go(0), End: () => go(last),
                    " ": onButton ? null : () => run(!timer)}[event.key];
    if (action) { event.preventDefault(); action(); }
  };
  addEventListener("beforeprint", () => { go(last); root.querySelector("details").open = true; });
  run(false);
  show(0);
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) autoplay.observe(img);
}
