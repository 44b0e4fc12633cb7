/** Routes that need no key, and why they may. */
export const openRoutes: Readonly<Record<string, string>> = {
  'GET /api/public/health': 'says whether the server is well',
  'GET /api/public/ready': 'says whether the server takes requests',
  'OPTIONS /api/public/*': 'what a browser asks before it sends a key',
  'POST /api/app/invitations/read': 'whoever has the token of an invitation learns whom it is for',
  'POST /api/app/invitations/accept': 'the same, to choose the password of that account',
  'GET /metrics': 'numbers of the whole server, for this machine or with the token of Prometheus',
  'GET /openapi.json': 'describes the API, no project',
  'GET /generated/postman/collection.json': 'describes the API, no project',
  'GET /api-reference': 'a page, its requests carry the keys that its reader types',
  'GET /generated/api/openapi.yml': 'describes the API, no project',
  'GET /': 'the web UI itself, without anything of a project',
  'GET /index.html': 'the same',
  'GET /api-reference.html': 'the page above',
  'GET /*': 'the files of the web UI',
}
