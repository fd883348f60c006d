import webpack from 'webpack';

const [entry, path, filename] = process.argv.slice(2);
webpack({ mode: 'production', target: 'web', entry, output: { path, filename } }, (error, stats) => {
  console.log(error ?? stats.toString({ all: false, errors: true, warnings: true }));
});
