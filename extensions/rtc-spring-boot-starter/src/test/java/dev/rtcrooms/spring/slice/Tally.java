package dev.rtcrooms.spring.slice;

import dev.rtcrooms.Client;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.spring.RoomCommand;

/** A class of components that count. */
abstract class Tally {

  private int count;

  record Add() implements CustomCommand {}

  record Sum(int count) {}

  @RoomCommand("add")
  Sum add(Client sender, Add command) {
    count++;
    return new Sum(count);
  }
}
