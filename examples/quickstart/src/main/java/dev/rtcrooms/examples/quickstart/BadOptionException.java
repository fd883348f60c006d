package dev.rtcrooms.examples.quickstart;

/** An invalid option of the command line or the environment; the message is one line. */
public final class BadOptionException extends Exception {

  private static final long serialVersionUID = 1L;

  BadOptionException(String line) {
    super(line);
  }
}
