namespace RnnTrainer.Kernels;

/// <summary>One summary of a direction's states: what was collected, and on the way back the gradient by it.</summary>
internal sealed class PooledStates
{
    public PooledStates(RnnPooling summary, int floats, bool forTraining)
    {
        PoolingForm form = PoolingForm.Of(summary);
        Values = new(form.Collects || forTraining ? floats : 0);
        Steps = new(form.KeepsSteps ? floats : 0);
    }

    /// <summary>[rows, hidden]: what was collected, or the gradient that each state gets of it.</summary>
    public AlignedBuffer Values { get; }

    /// <summary>[rows, hidden]: the step that each value comes from.</summary>
    public AlignedBuffer Steps { get; }
}
