package dev.rtcrooms.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What FFmpeg, which has to be installed, finds in a file. */
public final class Ffmpeg {

  private Ffmpeg() {}

  /**
   * The length of a file, as its header says, in seconds.
   *
   * @param file what is read
   */
  public static double seconds(Path file) throws IOException {
    return Double.parseDouble(probe(file, "format=duration").get(0));
  }

  /**
   * The time of the last packet that can be read from a file, in seconds.
   *
   * @param file what is read
   */
  public static double lastPacket(Path file) throws IOException {
    return probe(file, "packet=pts_time").stream()
        .mapToDouble(Double::parseDouble)
        .max()
        .orElseThrow();
  }

  private static List<String> probe(Path file, String entries) throws IOException {
    return run("ffprobe", "-v", "fatal", "-show_entries", entries, "-of", "csv=p=0", "-i", file)
        .stream()
        .map(line -> line.replace(",", ""))
        .filter(line -> !line.isBlank())
        .toList();
  }

  /**
   * Runs {@code ffmpeg}.
   *
   * @param arguments its arguments, strings or paths
   * @return the lines of its output
   */
  public static List<String> lines(Object... arguments) throws IOException {
    return run("ffmpeg", arguments);
  }

  private static List<String> run(String program, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Program.find(program).orElseThrow().toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (BufferedReader reader = process.inputReader()) {
      return reader.lines().toList();
    }
  }
}
