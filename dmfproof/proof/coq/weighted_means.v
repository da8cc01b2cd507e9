(* Made by `dmfproof export weighted_means --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 1.
Lemma depth_0 : depth 0 = 1. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_X (x : R) (n' : nat) : R := match n' with O => 1 | S n' => (x)*(seq_X x n') end.
Lemma seq_X_0 : forall (x : R), seq_X x 0 = 1. Proof. reflexivity. Qed.
Lemma seq_X_S : forall (x : R) (n' : nat), seq_X x (S n') = (x)*(seq_X x n'). Proof. reflexivity. Qed.

Fixpoint seq_Y (y : R) (n' : nat) : R := match n' with O => 1 | S n' => (y)*(seq_Y y n') end.
Lemma seq_Y_0 : forall (y : R), seq_Y y 0 = 1. Proof. reflexivity. Qed.
Lemma seq_Y_S : forall (y : R) (n' : nat), seq_Y y (S n') = (y)*(seq_Y y n'). Proof. reflexivity. Qed.
Lemma seq_X_is : forall (x : R) (n' : nat), seq_X x n' = (x) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_X_0; unfold power_sum; simpl; ring|]. rewrite seq_X_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_Y_is : forall (y : R) (n' : nat), seq_Y y n' = (y) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_Y_0; unfold power_sum; simpl; ring|]. rewrite seq_Y_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem weighted_means_sequences : forall (x y : R) (n' : nat),
  0 <= (x) ->
  0 <= (y) ->
  0 <= (x*(seq_X x n') + ((depth n') - 1)*y*(seq_Y y n') - (depth n')*x*(seq_Y y n')).
Proof.
  intros x y n' F_x_nonneg F_y_nonneg.
  assert (F_depth : forall m', 0 <= ((depth m') - 1)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_Y_nonneg : forall m', 0 <= ((seq_Y y m'))).
  { induction m' as [|m' F_Y_nonneg_m].
  - assert (E : ((seq_Y y 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_Y_0 y); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_Y y (S m'))) = (0 + (((seq_Y y m')) * (y))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_Y_S y m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_Y_nonneg_m F_y_nonneg))).
  }
  assert (F_means : forall m', 0 <= (x*(seq_X x m') + ((depth m') - 1)*y*(seq_Y y m') - (depth m')*x*(seq_Y y m'))).
  { induction m' as [|m' F_means_m].
  - assert (E : (x*(seq_X x 0%nat) + ((depth 0%nat) - 1)*y*(seq_Y y 0%nat) - (depth 0%nat)*x*(seq_Y y 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_Y_0 y); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : (x*(seq_X x (S m')) + ((depth (S m')) - 1)*y*(seq_Y y (S m')) - (depth (S m'))*x*(seq_Y y (S m'))) = (((0 + (((seq_Y y m')) * (Rsqr (x - y)))) + (((seq_Y y m')) * (((depth m') - 1) * (Rsqr (x - y))))) + ((x*(seq_X x m') + ((depth m') - 1)*y*(seq_Y y m') - (depth m')*x*(seq_Y y m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_Y_S y m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_Y_nonneg m') (Rle_0_sqr (x - y)))) (Rmult_le_pos _ _ (F_Y_nonneg m') (Rmult_le_pos _ _ (F_depth m') (Rle_0_sqr (x - y))))) (Rmult_le_pos _ _ F_means_m F_x_nonneg))).
  }
  exact ((F_means n')).
Qed.

Theorem weighted_means : forall (N : nat) (x y : R), (1 <= N)%nat ->
  0 <= (x) ->
  0 <= (y) ->
  0 <= (x*((x) ^ (N - 1)) + (INR N - 1)*y*((y) ^ (N - 1)) - INR N*x*((y) ^ (N - 1))).
Proof.
  intros N x y HN F_x_nonneg F_y_nonneg.
  assert (DN : INR N = depth (N - 1)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DX : ((x) ^ (N - 1)) = (seq_X x (N - 1))) by (rewrite seq_X_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DY : ((y) ^ (N - 1)) = (seq_Y y (N - 1))) by (rewrite seq_Y_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  rewrite ?DN, ?DX, ?DY in F_x_nonneg.
  rewrite ?DN, ?DX, ?DY in F_y_nonneg.
  rewrite ?DN, ?DX, ?DY.
  exact (weighted_means_sequences x y (N - 1) F_x_nonneg F_y_nonneg).
Qed.

Print Assumptions weighted_means.
