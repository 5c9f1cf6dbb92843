/** Long work that has a process of its own, so that no other queue waits for it. */
export interface WorkProcess<Order extends object> {
  /**
   * Resolves when the process has ended, however it ended. An abort ends it at once.
   * @throws where it sends what `onMessage` does not take; the process is ended then.
   */
  run(order: Order, onMessage: (message: unknown) => void, signal: AbortSignal): Promise<void>
}
