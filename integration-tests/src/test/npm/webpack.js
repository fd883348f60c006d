import webpack from 'webpack';

const [entry, path, filename] = process.argv.slice(2);
const options = { mode: 'production', target: 'web', devtool: 'source-map', entry, output: { path, filename } };
webpack(options, (error, stats) => {
  console.log(error ?? stats.toString({ all: false, errors: true, warnings: true }));
});
