// http-test
