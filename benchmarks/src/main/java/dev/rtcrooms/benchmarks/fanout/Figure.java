package dev.rtcrooms.benchmarks.fanout;

/** What can be measured of a server under a workload. */
enum Figure {
  /** Processor time of the server for each delivered message, in microseconds. */
  CPU,
  /** The part of it that is spent outside the kernel. */
  USER,
  /** How busy the server's processor was with it, from 0 to 1. */
  BUSY,
  /** How busy others kept that processor, from 0 to 1: much of it spoils the rest. */
  OTHERS,
  /** Messages times receivers, each second. */
  DELIVERIES,
  /** Half of the deliveries came sooner: microseconds after their message should have been sent. */
  P50,
  /** One of a hundred came later. */
  P99,
  /** One of a thousand came later. */
  P999,
  /** The last. */
  MAX,
  /** Below 1 where several messages come together. */
  FRAMES,
  /** Bytes for each delivery, with what frames and protocol add. */
  BYTES,
  /** Resident memory for each connection, in KiB. */
  IDLE,
  /** How busy the generator was, from 0 to 1. */
  GENERATOR,
  /** Garbage collections that stopped the server, since the load began. */
  COLLECTIONS,
  /** What was lost, doubled or out of order. */
  FAULTS
}
