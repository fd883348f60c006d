package dev.rtcrooms.benchmarks.media;

import dev.rtcrooms.benchmarks.process.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An SFU in a process of its own; for one thread. */
final class MediaServerProcess implements AutoCloseable {

  /** On standard output of the server, before the addresses for publishers and players of rooms. */
  static final String READY = "READY ";

  private final ChildProcess child;
  private final List<String> publish = new ArrayList<>();
  private final List<String> play = new ArrayList<>();

  MediaServerProcess(ChildProcess child) throws IOException {
    this.child = child;
    try {
      String[] addresses = ready(child.process()).split(" ", -1);
      for (int i = 0; i + 1 < addresses.length; i += 2) {
        publish.add(addresses[i]);
        play.add(addresses[i + 1]);
      }
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

  /** The addresses for publishers, one for each room. */
  List<String> publish() {
    return List.copyOf(publish);
  }

  /** The addresses for players, one for each room. */
  List<String> play() {
    return List.copyOf(play);
  }

  @Override
  public void close() {
    child.close();
  }
}
