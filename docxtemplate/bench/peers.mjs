// Fills a workload with docxtemplater or easy-template-x: node peers.mjs ENGINE DIR W1|W2
// Prints one line of JSON: seconds for a document (the median), peak resident memory in MB.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [engine, dir, work] = process.argv.slice(2);
const require = createRequire(dir + "/");
const template = readFileSync(`${dir}/${work}.braces.docx`);
const data = JSON.parse(readFileSync(`${dir}/${work}.json`));

const engines = {
  docxtemplater() {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    return async () => {
      const doc = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
      doc.render(data);
      return doc.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x"() {
    const { TemplateHandler } = require("easy-template-x");
    const handler = new TemplateHandler();
    return () => handler.process(template, data);
  },
};

const fill = engines[engine]();
const rounds = work === "W1" ? 200 : 3;
const times = [];
for (let i = 0; i <= rounds; i++) {
  const begin = performance.now();
  const worked = process.cpuUsage();
  const out = await fill();
  const passed = performance.now() - begin;
  const { user, system } = process.cpuUsage(worked);
  if (i > 0) times.push(Math.min(passed, (user + system) / 1000));
  if (out.length < 3000) throw new Error("the document is empty");
}
times.sort((a, b) => a - b);
const peak = process.resourceUsage().maxRSS / 1000;
console.log(JSON.stringify({ engine, work, seconds: times[rounds >> 1] / 1000, peak }));
