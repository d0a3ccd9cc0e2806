package dev.mailmoor.server.api;

/** Carries a problem from wherever it is noticed to the edge. */
final class Refusal extends RuntimeException {
    private final transient Problem problem;

    Refusal(Problem problem) {
        super(problem.kind(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
