package dev.rtcrooms.hub.quota;

import java.util.Optional;
import java.util.function.Consumer;

/** A room that counts for who opened it; any thread. One of the methods is called, once. */
public final class OpenedRoom {

  private final Usages users;
  private final String userId;
  private final Usages addresses;
  private final Optional<String> address;

  OpenedRoom(Usages users, String userId, Usages addresses, Optional<String> address) {
    this.users = users;
    this.userId = userId;
    this.addresses = addresses;
    this.address = address;
  }

  /** The room was there already, so none was opened. */
  public void takeBack() {
    change(Usage::takeBackRoom);
  }

  /** The room has ended. */
  public void ended() {
    change(Usage::closed);
  }

  private void change(Consumer<Usage> change) {
    users.change(userId, change);
    address.ifPresent(key -> addresses.change(key, change));
  }
}
