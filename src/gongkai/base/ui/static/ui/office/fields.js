/* Starts the fields of the office that need script. The page holds data blocks, never script:
   data-office-field  initDateChooser and its like: function(id, options)
   data-office-chooser  a class of Wagtail's choosers: new Class(id, options)
   data-office-panel  InlinePanel, MultipleChooserPanel: new Class(options) */
"use strict";
(() => {
  const FIELDS = new Set(["initDateChooser", "initTimeChooser", "initDateTimeChooser"]);
  const PANELS = new Set(["InlinePanel", "MultipleChooserPanel"]);
  const CHOOSER = /^[A-Z][A-Za-z]*Chooser[A-Za-z]*$/;
  const BLOCKS = "script[data-office-field],script[data-office-chooser],script[data-office-panel]";

  const begin = (block) => {
    if (block.dataset.begun) return;
    block.dataset.begun = "1";
    const { officeField, officeChooser, officePanel, id } = block.dataset;
    const options = JSON.parse(block.textContent);
    if (FIELDS.has(officeField)) window[officeField](id, options);
    if (officeChooser && CHOOSER.test(officeChooser)) new window[officeChooser](id, options);
    if (PANELS.has(officePanel)) new window[officePanel](typeof options === "string" ? JSON.parse(options) : options);
  };
  const look = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.matches(BLOCKS)) begin(node);
    node.querySelectorAll(BLOCKS).forEach(begin);
  };

  document.addEventListener("DOMContentLoaded", () => {
    look(document.body);
    new MutationObserver((changes) => {
      changes.forEach((change) => change.addedNodes.forEach(look));
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
