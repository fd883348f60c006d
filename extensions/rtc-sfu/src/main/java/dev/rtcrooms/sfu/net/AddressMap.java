package dev.rtcrooms.sfu.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose each address is, and whose the ports of an IP address are. Not thread-safe. */
final class AddressMap<T> {

  private final Map<InetSocketAddress, T> owners = new HashMap<>();

  /** The owners of each IP address, once for each port. */
  private final Map<InetAddress, List<T>> hosts = new HashMap<>();

  @Nullable T get(InetSocketAddress address) {
    return owners.get(address);
  }

  /** The address is this owner's from now on. */
  void enter(InetSocketAddress address, T owner) {
    T before = owners.put(address, owner);
    if (before != owner) {
      leaveHost(address, before);
      hosts.computeIfAbsent(address.getAddress(), host -> new ArrayList<>()).add(owner);
    }
  }

  /** Does nothing if the address has become another owner's. */
  void leave(InetSocketAddress address, T owner) {
    if (owners.remove(address, owner)) {
      leaveHost(address, owner);
    }
  }

  private void leaveHost(InetSocketAddress address, @Nullable T owner) {
    hosts.computeIfPresent(
        address.getAddress(),
        (host, all) -> {
          all.remove(owner);
          return all.isEmpty() ? null : all;
        });
  }

  /** The owners of the ports of an IP address; valid until an address enters or leaves. */
  List<T> of(InetAddress host) {
    return hosts.getOrDefault(host, List.of());
  }

  /** How many entries there are. */
  int size() {
    return owners.size() + hosts.size();
  }
}
