package dev.rtcrooms.benchmarks.joins;

import dev.rtcrooms.benchmarks.process.Usage;
import java.time.Duration;
import java.util.Locale;

/**
 * What one step of one server took; immutable.
 *
 * @param cpu processor time of the server for each client, in microseconds
 * @param user the user part of it
 * @param seconds from the first client to the last
 */
record Reading(double cpu, double user, double seconds) {

  static Reading of(Usage used, Duration time, int clients) {
    return new Reading(
        used.cpuNanos() / 1e3 / clients, used.userNanos() / 1e3 / clients, time.toNanos() / 1e9);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f µs, %.1f of it user, in %.2f s", cpu, user, seconds);
  }
}
