package dev.rtcrooms.sfu;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds an {@link Sfu}. Not thread-safe. */
public final class SfuBuilder {

  private final List<InetAddress> announced = new ArrayList<>();
  private int port;
  private int loops = 1;
  private SfuLimits limits = SfuLimits.DEFAULT;

  SfuBuilder() {}

  /**
   * Sets the addresses at which clients reach this machine, the best first: those of its network,
   * or the public ones of a router that passes the ports on. By default, all addresses of the
   * machine but the loopback ones.
   *
   * @param addresses IPv4 or IPv6
   * @return this builder
   */
  public SfuBuilder announce(InetAddress... addresses) {
    announced.clear();
    announced.addAll(Arrays.asList(addresses));
    return this;
  }

  /**
   * Sets the UDP port of the first loop; the others have the next ones. By default, the system
   * chooses.
   *
   * @param first from 1 to 65,535, or 0
   * @return this builder
   */
  public SfuBuilder port(int first) {
    this.port = first;
    return this;
  }

  /**
   * Sets how many loops there are. Each has a thread and a port; a room lives on one of them. By
   * default 1.
   *
   * @param count at least 1; more than the machine has cores is of no use
   * @return this builder
   */
  public SfuBuilder loops(int count) {
    this.loops = count;
    return this;
  }

  /**
   * Sets the limits, by default {@link SfuLimits#DEFAULT}.
   *
   * @param limits the limits
   * @return this builder
   */
  public SfuBuilder limits(SfuLimits limits) {
    this.limits = limits;
    return this;
  }

  /**
   * Opens the ports and starts the threads.
   *
   * @return a running SFU, which the host closes
   * @throws IOException if a port is taken
   * @throws IllegalArgumentException if there is no loop, or a port is out of range
   */
  public Sfu build() throws IOException {
    if (loops < 1 || port < 0 || port + loops - 1 > 65_535) {
      throw new IllegalArgumentException("An SFU needs a loop and ports up to 65,535");
    }
    return new Sfu(List.copyOf(announced), port, loops, limits);
  }
}
