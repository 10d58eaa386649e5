using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Scoring;

namespace RnnTrainer.Tests.Scoring;

/// <summary>Sequences that come step by step: what a network says is what it says of the sequence that ends there.</summary>
[TestClass]
public sealed class RnnStreamScorerTests
{
    private const int Steps = 23; // several blocks, the last not whole

    private static IEnumerable<NetworkSpec> Forms => NetworkForms.All().Concat(NetworkForms.All(inputs: 17, hidden: 16, classes: 3))
        .Concat(NetworkForms.OfTokens()).Concat(NetworkForms.WithHighway(timeSteps: 30));

    private static IEnumerable<NetworkSpec> Streamed => Forms.Where(network =>
        network.Layers.All(layer => !layer.Bidirectional) && !network.Input.Normalization.IsOfSequence && !network.HasHighway);

    /// <summary>The law, for every cell, stack, pooling, head, form of inputs, and vector width.</summary>
    [TestMethod]
    public void EachStepIsScoredAsTheSequenceThatEndsThereToTheLastBit()
    {
        foreach (NetworkSpec form in Streamed)
        {
            RnnModel model = ScoreDefinition.Network(form);
            float[] sequence = Sequence(form, Steps);
            foreach (RnnKernels kernels in RnnKernels.All)
            {
                SequenceScorer scorer = new(model, kernels);
                SequenceStream stream = new(scorer);
                for (int step = 0; step < Steps; step++)
                {
                    stream.Add(sequence.AsSpan(step * form.Input.Size, form.Input.Size));
                    CollectionAssert.AreEqual(Whole(scorer, sequence[..((step + 1) * form.Input.Size)]), stream.Score().ToArray(),
                        $"{kernels.Level}, {form.Description}: step {step}");
                }
            }
        }
    }

    [TestMethod]
    public void EveryCellPoolingHeadAndFormOfInputsIsAmongThem()
    {
        NetworkSpec[] forms = [.. Streamed];
        CollectionAssert.IsSubsetOf(Enum.GetValues<RnnCell>(), forms.SelectMany(form => form.Layers).Select(layer => layer.Cell).ToArray());
        CollectionAssert.IsSubsetOf(
            Enum.GetValues<RnnPooling>(), forms.SelectMany(form => PoolingSummaries.Of(form.Pooling)).Distinct().ToArray());
        CollectionAssert.IsSubsetOf(Enum.GetValues<RnnHead>(), forms.Select(form => form.Head.Kind).Distinct().ToArray());
        CollectionAssert.IsSubsetOf(
            Enum.GetValues<RnnMissingValues>(), forms.Select(form => form.Input.MissingValues).Distinct().ToArray());
        Assert.IsTrue(forms.Any(form => form.Input.BlockSteps > 1) && forms.Any(form => form.Input.Embedding is not null));
    }

    [TestMethod]
    public void InfinityPassesAsInTheWholeSequenceAndNotIntoOtherStreams()
    {
        foreach (NetworkSpec form in Streamed.Where(network => network.Input.Embedding is null))
        {
            RnnModel model = ScoreDefinition.Network(form);
            float[] sequence = Sequence(form, Steps), infinite = [.. sequence];
            infinite[4 * form.Input.Size] = float.PositiveInfinity;
            foreach (RnnKernels kernels in RnnKernels.All)
            {
                SequenceScorer scorer = new(model, kernels);
                SequenceStream clean = new(scorer), other = new(scorer);
                for (int step = 0; step < Steps; step++)
                {
                    clean.Add(sequence.AsSpan(step * form.Input.Size, form.Input.Size));
                    other.Add(infinite.AsSpan(step * form.Input.Size, form.Input.Size));
                    int end = (step + 1) * form.Input.Size;
                    string where = $"{kernels.Level}, {form.Description}: step {step}";
                    CollectionAssert.AreEqual(Whole(scorer, infinite[..end]), other.Score().ToArray(), where);
                    CollectionAssert.AreEqual(Whole(scorer, sequence[..end]), clean.Score().ToArray(), where);
                }
            }
        }
    }

    [TestMethod]
    public void ATrainedNetworkSaysAtEachStepWhatTransformSaysOfTheBeginning()
    {
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = [.. Enumerable.Range(1, 12)
            .Select(i => new RaggedSequences.Row { Features = Values(3 * i, i), Name = "ab"[i % 2].ToString() })];
        RnnOptions options = ToySequences.Options with
        {
            InputSize = 3,
            Cell = RnnCell.Gru,
            Pooling = RnnPooling.Mean | RnnPooling.Attention,
        };
        RnnTransformer network = new RnnEstimator(ml, options).Fit(RaggedSequences.Data(ml, rows));
        float[] longest = rows[^1].Features;
        RaggedSequences.Row[] beginnings = [.. Enumerable.Range(1, 12)
            .Select(steps => new RaggedSequences.Row { Features = longest[..(3 * steps)], Name = "a" })];
        float[][] expected = [.. network.Transform(RaggedSequences.Data(ml, beginnings)).GetColumn<float[]>("Score")];
        foreach (RnnStreamScorer stream in new[] { network.CreateStream(), network.Model.CreateStream() })
        {
            for (int step = 0; step < expected.Length; step++)
            {
                Assert.AreEqual(step, stream.Steps);
                CollectionAssert.AreEqual(expected[step], stream.Push(longest.AsSpan(step * 3, 3)).ToArray(), $"step {step}");
            }
        }
    }

    [TestMethod]
    public void AfterResetAStreamIsNew()
    {
        foreach (NetworkSpec form in Streamed.Where(network => network.Input.Embedding is null))
        {
            RnnStreamScorer stream = ScoreDefinition.Network(form).CreateStream();
            float[] sequence = Sequence(form, Steps), spoilt = [.. sequence];
            spoilt[^1] = float.NaN;
            float[][] first = Push(stream, form, sequence);
            Push(stream, form, spoilt);
            stream.Reset();
            Assert.AreEqual(0, stream.Steps);
            float[][] again = Push(stream, form, sequence);
            for (int step = 0; step < Steps; step++)
                CollectionAssert.AreEqual(first[step], again[step], $"{form.Description}: step {step}");
        }
    }

    [TestMethod]
    public void APushAllocatesNothing()
    {
        foreach (NetworkSpec form in Streamed)
        {
            RnnStreamScorer stream = ScoreDefinition.Network(form).CreateStream();
            float[] sequence = Sequence(form, Steps);
            Push(); // what a thread needs once
            Assert.AreEqual(0, Allocation.Least(Push), form.Description);

            void Push()
            {
                for (int step = 0; step < Steps; step++)
                    stream.Push(sequence.AsSpan(step * form.Input.Size, form.Input.Size));
            }
        }
    }

    [TestMethod]
    public void AStreamTakesTheMemoryOfItsStateAndLittleMore()
    {
        const int count = 1000, objects = 250; // bytes of the objects and arrays around the numbers
        foreach (RnnCell cell in Enum.GetValues<RnnCell>())
        {
            RnnModel model = ScoreDefinition.Network(NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 128, 4, cell, layers: 2));
            RnnStreamScorer[] streams = new RnnStreamScorer[count + 1];
            streams[count] = model.CreateStream();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < count; i++)
                streams[i] = model.CreateStream();
            long each = (GC.GetAllocatedBytesForCurrentThread() - before) / count;
            Assert.IsLessThan(streams[0].StateSize + objects, each, $"{cell}");
            Assert.IsLessThan(model.ParameterCount * sizeof(float) / 50, streams[0].StateSize, $"{cell}");
            GC.KeepAlive(streams);
        }
    }

    [TestMethod]
    public void DifferentStreamsRunOnDifferentThreadsAtOnce()
    {
        NetworkSpec form = NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 5, 4, RnnCell.Lstm, layers: 2, pooling: PoolingSummaries.Joined);
        RnnModel model = ScoreDefinition.Network(form);
        float[][] sequences = [.. Enumerable.Range(0, 40).Select(i => Values(200 * 3, i))];
        float[][][] alone = [.. sequences.Select(sequence => Push(model.CreateStream(), form, sequence))];
        RnnStreamScorer[] streams = [.. sequences.Select(_ => model.CreateStream())];
        Parallel.For(0, sequences.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            float[][] together = Push(streams[i], form, sequences[i]);
            for (int step = 0; step < together.Length; step++)
                CollectionAssert.AreEqual(alone[i][step], together[step]);
        });
    }

    [TestMethod]
    public void MoreStepsThanInTrainingAreWelcome()
    {
        NetworkSpec form = NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 5, 4, RnnCell.Gru);
        float[][] any = Push(ScoreDefinition.Network(form).CreateStream(), form, Sequence(form, Steps));
        float[][] few = Push(ScoreDefinition.Network(form.WithTimeSteps(4)).CreateStream(), form, Sequence(form, Steps));
        for (int step = 0; step < Steps; step++)
            CollectionAssert.AreEqual(any[step], few[step]);
    }

    [TestMethod]
    public void WhatCannotBeReadStepByStepIsRefusedWithItsCure()
    {
        foreach (NetworkSpec form in Forms.Except(Streamed))
        {
            string cure = form.Layers.Any(layer => layer.Bidirectional) ? "Bidirectional = false"
                : form.HasHighway ? "has a highway" : "RnnNormalization.MeanVariance";
            RnnModel model = ScoreDefinition.Network(form);
            string message = Assert.ThrowsExactly<NotSupportedException>(() => model.CreateStream()).Message;
            Assert.Contains(cure, message, form.Description);
            Assert.Contains("ScoreEachStep", message, form.Description);
        }
    }

    [TestMethod]
    public void WhatIsNoStepIsRefusedAndChangesNothing()
    {
        NetworkSpec form = NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 5, 4), tokens = form.WithTokens(9);
        RnnStreamScorer stream = ScoreDefinition.Network(form).CreateStream(), words = ScoreDefinition.Network(tokens).CreateStream();
        Assert.Contains("holds 2 values, but this network takes 3 inputs per step",
            Assert.ThrowsExactly<RnnInputException>(() => stream.Push(1, 2)).Message);
        Assert.Contains("holds 10, but this network knows tokens 0 to ",
            Assert.ThrowsExactly<RnnInputException>(() => words.Push(10)).Message);
        Assert.Contains("tokens", Assert.ThrowsExactly<RnnInputException>(() => words.Push(1.5f)).Message);
        Assert.AreEqual((0, 0), (stream.Steps, words.Steps));
        float[] sequence = Sequence(form, 1);
        CollectionAssert.AreEqual(stream.Push(sequence).ToArray(), ScoreDefinition.Network(form).CreateStream().Push(sequence).ToArray());
    }

    private static float[][] Push(RnnStreamScorer stream, NetworkSpec form, float[] sequence) =>
        [.. sequence.Chunk(form.Input.Size).Select(step => stream.Push(step).ToArray())];

    // What scoring says of the last step.
    private static float[] Whole(SequenceScorer scorer, float[] sequence)
    {
        ScoringBlock block = scorer.CreateBlock(1);
        sequence.CopyTo(block.Add(sequence.Length));
        block.Score();
        return block.Outputs(0)[^scorer.Layout.OutputSize..].ToArray();
    }

    private static float[] Sequence(NetworkSpec form, int steps)
    {
        if (form.Input.Embedding is { } table)
            return [.. Enumerable.Range(0, steps).Select(step => (float)(step * 5 % (table.LargestToken + 1)))];
        float[] sequence = Values(steps * form.Input.Size, steps);
        if (form.Input.FillsMissing)
        {
            for (int i = 0; i < sequence.Length; i += 1 + i % 5) // at the beginning too, and several one after the other
                sequence[i] = float.NaN;
        }
        return sequence;
    }

    private static float[] Values(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 2 - 1))];
    }
}
