/**
 * The page's one script, admitted by its hash: narrows what is shown by words, theme and service, and unfolds
 * everything for the printer. It reads and hides what is there; it makes no markup and asks nothing of anybody. Without
 * it the page is whole, less these choices.
 */
export const SCRIPT = `
'use strict';
(() => {
  const bar = document.getElementById('narrow');
  const words = document.getElementById('words');
  const told = document.getElementById('told');
  const selects = [...document.querySelectorAll('#narrow select')];
  const plain = (text) => text.normalize('NFKC').toLowerCase();
  const controls = [...document.querySelectorAll('.control, .settled')].map((element) => {
    const findings = [...element.querySelectorAll('.finding')];
    const whole = plain(element.textContent);
    const own = findings.map((finding) => plain(finding.textContent));
    return { element, whole, head: own.reduce((text, part) => text.replace(part, ''), whole), findings: findings.map((finding, index) => ({ finding, text: own[index] })) };
  });
  const narrow = () => {
    const wanted = plain(words.value).split(/\\s+/u).filter((word) => word !== '');
    const chosen = selects.filter((select) => select.value !== '');
    let shown = 0;
    for (const { element, whole, head, findings } of controls) {
      const isChosen = chosen.every((select) => element.dataset[select.name] === select.value);
      const inHead = wanted.every((word) => head.includes(word));
      let left = 0;
      for (const { finding, text } of findings) {
        const isHit = isChosen && (inHead || wanted.every((word) => head.includes(word) || text.includes(word)));
        finding.classList.toggle('miss', !isHit);
        if (isHit) left += 1;
      }
      const isHit = findings.length > 0 ? left > 0 : isChosen && wanted.every((word) => whole.includes(word));
      element.classList.toggle('miss', !isHit);
      shown += left;
      if (wanted.length > 0 && left > 0) for (const details of element.querySelectorAll('details.folded')) details.open = true;
    }
    told.textContent = wanted.length + chosen.length === 0 ? '' : told.dataset.text.replace('{n}', String(shown));
  };
  words.addEventListener('input', narrow);
  for (const select of selects) select.addEventListener('change', narrow);
  bar.hidden = false;
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    for (const details of folded) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of folded) details.open = false;
  });
})();
`;
