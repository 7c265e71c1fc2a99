// No page loads a script: Remix wants this file to exist, and nobody is sent it (docs/decisions/0003).
export {};
