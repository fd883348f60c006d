package dev.rtcrooms.examples.quickstart;

/** The command line or the environment asks for something that cannot be; says what, in a line. */
public final class BadOptionException extends Exception {

  private static final long serialVersionUID = 1L;

  BadOptionException(String line) {
    super(line);
  }
}
