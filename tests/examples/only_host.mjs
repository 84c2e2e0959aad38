// Loaded before a program (`node --import`): it reaches ONLY_HOST and nothing else.
import net from "node:net";

const allowed = process.env.ONLY_HOST;
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...given) {
  const [first] = Array.isArray(given[0]) ? given[0] : given;
  const { host = "localhost", port, path } = typeof first === "object" ? first : { port: first, host: given[1] };
  const asked = path ?? `${host}:${port}`;
  if (asked !== allowed) {
    process.stderr.write(`connected elsewhere: ${asked}\n`);
    process.exit(86);
  }
  return connect.apply(this, given);
};
