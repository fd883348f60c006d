import webpack from 'webpack';

const [entry, path, filename] = process.argv.slice(2);
const output = { path, filename, chunkFilename: `later-${filename}`, globalObject: 'globalThis', publicPath: '' }; // for Node.js
const options = { mode: 'production', target: 'web', devtool: 'source-map', entry, output };
webpack(options, (error, stats) => {
  console.log(error ?? stats.toString({ all: false, errors: true, warnings: true }));
});
