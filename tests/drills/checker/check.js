// Which of the resources that come in are not valid FHIR R4? In: a JSON list. Out: the number looked at, and what is wrong, by kind.
const { Fhir } = require("fhir");

const fhir = new Fhir();
// R4 binds needs, kinds and audiences by way of example only: codes of our own are allowed there. Languages are any of BCP 47; those
// that R4 prefers have "no" alone, and neither bokmål nor nynorsk. Both are warned of, no more.
const allowed = /^Code "(?:[^"]*" \(.*\/fhir\/CodeSystem\/[a-z]+|(?:nb|nn)" \(urn:ietf:bcp:47)\) not found in value set$/;
const resources = JSON.parse(require("fs").readFileSync(0, "utf8"));
const faults = {};
for (const resource of resources) {
  const { messages } = fhir.validate(resource, { errorOnUnexpected: true });
  for (const { severity, location, message } of messages) {
    if (severity === "info" || (severity === "warning" && allowed.test(message))) continue;
    const fault = `${resource.resourceType} ${severity} ${location.replace(/\d+/g, "N")} ${message}`;
    faults[fault] = (faults[fault] || 0) + 1;
  }
}
console.log(JSON.stringify({ looked_at: resources.length, faults }));
