package dev.rtcrooms.benchmarks.process;

import java.io.IOException;

/** A process that ends no later than this one; any thread. */
public final class ChildProcess implements AutoCloseable {

  private final Process process;
  private final Thread hook;

  private ChildProcess(Process process) {
    this.process = process;
    this.hook = new Thread(process::destroyForcibly, "end of a child");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a process, whose standard error is that of this one. Its standard input is a pipe, which
   * ends with this process; see {@link Leash}.
   *
   * @param command with its standard output and its environment
   * @return the process
   * @throws IOException if it cannot be started
   */
  public static ChildProcess start(ProcessBuilder command) throws IOException {
    return new ChildProcess(command.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /**
   * The process itself.
   *
   * @return may have ended already
   */
  public Process process() {
    return process;
  }

  /**
   * Waits until it has ended.
   *
   * @return its status
   */
  public int await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor();
        } catch (InterruptedException e) {
          interrupted = true;
          process.destroyForcibly();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends it, and waits for that. */
  @Override
  public void close() {
    process.destroyForcibly();
    await();
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // this process is ending as well, and the hook with it
    }
  }
}
