package dev.rtcrooms.benchmarks.media;

import dev.rtcrooms.benchmarks.process.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An SFU in a process of its own; for one thread. */
final class MediaServerProcess implements AutoCloseable {

  /** On standard output of the server, before the addresses for publishers and players. */
  static final String READY = "READY ";

  private final ChildProcess child;
  private final String publish;
  private final String play;

  MediaServerProcess(ChildProcess child) throws IOException {
    this.child = child;
    try {
      String[] addresses = ready(child.process()).split(" ", 2);
      this.publish = addresses[0];
      this.play = addresses[1];
    } catch (IOException e) {
      child.close();
      throw e;
    }
  }

  private static String ready(Process process) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return line.substring(READY.length());
      }
    }
    throw new IOException("The server has ended");
  }

  long pid() {
    return child.process().pid();
  }

  /** The address for publishers. */
  String publish() {
    return publish;
  }

  /** The address for players. */
  String play() {
    return play;
  }

  @Override
  public void close() {
    child.close();
  }
}
