using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>Says after each epoch how far a run and the whole ladder are.</summary>
/// <param name="recipe">What runs.</param>
/// <param name="seed">Its seed.</param>
/// <param name="workAfter">Work of the runs that come after this one.</param>
internal sealed class LadderProgress(LadderRecipe recipe, int seed, double workAfter)
{
    public void Report(RnnProgress value)
    {
        double runSeconds = (value.Elapsed + value.Remaining).TotalSeconds;
        TimeSpan all = value.Remaining + TimeSpan.FromSeconds(runSeconds * workAfter / recipe.Work);
        Console.Error.WriteLine(Invariant(
            $"{recipe.Name}, seed {seed}, epoch {value.Epoch} of {recipe.Options.Epochs}: loss {value.Loss:0.0000}, ")
            + Invariant($"accuracy {value.Accuracy:0.0000}; {value.Elapsed:mm\\:ss} so far, {value.Remaining:mm\\:ss} to go, ")
            + Invariant($"about {all:hh\\:mm\\:ss} for all runs"));
    }
}
