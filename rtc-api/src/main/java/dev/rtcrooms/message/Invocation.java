package dev.rtcrooms.message;

/** Calls a method handle, whose checked exceptions cannot be declared; any thread. */
@FunctionalInterface
interface Invocation {

  Object invoke() throws Throwable;

  /**
   * Calls a method handle. Unchecked exceptions of the record's own code are rethrown unchanged.
   */
  static Object call(Invocation invocation) {
    try {
      return invocation.invoke();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("A record's method threw a checked exception", e);
    }
  }
}
