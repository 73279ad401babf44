// When to stop; asked now and then.
#pragma once
#include <algorithm>
#include <chrono>

namespace salkku {

class Clock {
  public:
    explicit Clock(double seconds) : endless_(seconds < 0) {
        using Wall = std::chrono::steady_clock;
        const std::chrono::duration<double> span(std::min(seconds, 1e8));
        if (!endless_) end_ = Wall::now() + std::chrono::duration_cast<Wall::duration>(span);
    }
    bool over() const { return !endless_ && std::chrono::steady_clock::now() >= end_; }

  private:
    bool endless_;
    std::chrono::steady_clock::time_point end_{};
};

}  // namespace salkku
